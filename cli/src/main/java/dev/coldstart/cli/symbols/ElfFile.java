package dev.coldstart.cli.symbols;

import dev.coldstart.artifact.folder.ElfTables;
import dev.coldstart.core.plan.Architecture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What is needed of a 64-bit little-endian ELF file (elf(5)): which build it is of, and the bytes of its code.
 *
 * @param buildId the linker's hash over the program; its debug symbols carry the same
 */
record ElfFile(Path path, Architecture architecture, Optional<String> buildId, List<Segment> segments) {

    record Segment(long address, long offset, long size) {}

    private static final int PT_LOAD = 1;
    private static final int PT_NOTE = 4;
    private static final int SHT_NOTE = 7;
    private static final int NT_GNU_BUILD_ID = 3;
    private static final int LONGEST_NOTE = 1 << 16;

    /** Empty for what is no such file, or can't be read. */
    static Optional<ElfFile> read(Path path) {
        try (SeekableByteChannel in = Files.newByteChannel(path)) {
            Optional<ElfTables> tables = ElfTables.of(in).filter(t -> t.is64() && t.isLittleEndian());
            if (tables.isEmpty()) {
                return Optional.empty();
            }
            ElfTables elf = tables.get();
            Architecture architecture;
            switch (elf.machine()) {
                case 62 -> architecture = Architecture.X64;
                case 183 -> architecture = Architecture.ARM64;
                default -> {
                    return Optional.empty();
                }
            }
            List<Segment> segments = new ArrayList<>();
            Optional<String> id = Optional.empty();
            for (ByteBuffer entry : elf.segments()) {
                if (entry.getInt(0) == PT_LOAD) {
                    segments.add(new Segment(entry.getLong(16), entry.getLong(8), entry.getLong(32)));
                } else if (entry.getInt(0) == PT_NOTE && id.isEmpty()) {
                    id = buildId(elf, entry.getLong(8), entry.getLong(32));
                }
            }
            // In a file of symbols alone the program headers point at nothing: there the sections tell.
            for (ByteBuffer entry : elf.sections()) {
                if (entry.getInt(4) == SHT_NOTE && id.isEmpty()) {
                    id = buildId(elf, entry.getLong(24), entry.getLong(32));
                }
            }
            return Optional.of(new ElfFile(path, architecture, id, List.copyOf(segments)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the code before this address is a call: then the address is one that a call returns to. */
    boolean followsCall(long address) {
        try (SeekableByteChannel in = Files.newByteChannel(path)) {
            Optional<ElfTables> elf = ElfTables.of(in);
            for (Segment segment : elf.isPresent() ? segments : List.<Segment>of()) {
                long into = address - segment.address();
                if (into >= 8 && into <= segment.size()) {
                    ByteBuffer before = elf.orElseThrow().bytes(segment.offset() + into - 8, 8);
                    return before.remaining() == 8 && endsWithCall(before, address);
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean endsWithCall(ByteBuffer code, long end) {
        return switch (architecture) {
            case ARM64 -> {
                int instruction = code.getInt(4);
                boolean bl = (instruction & 0xFC000000) == 0x94000000;
                boolean blr = (instruction & 0xFFFFFC1F) == 0xD63F0000;
                yield bl || blr;
            }
            // CALL rel32 is E8 and the way to code of the program; CALL r/m64 is FF with 2 in the middle of its next
            // byte, two to seven
            // long.
            case X64 ->
                (code.get(3) == (byte) 0xE8 && holds(end + code.getInt(4)))
                        || indirect(code, 2)
                        || indirect(code, 3)
                        || indirect(code, 4)
                        || indirect(code, 6)
                        || indirect(code, 7);
        };
    }

    private boolean holds(long address) {
        return segments.stream().anyMatch(s -> address >= s.address() && address - s.address() < s.size());
    }

    private static boolean indirect(ByteBuffer code, int length) {
        int at = 8 - length;
        if (code.get(at) != (byte) 0xFF) {
            return false;
        }
        int modrm = Byte.toUnsignedInt(code.get(at + 1));
        int mod = modrm >> 6;
        int rm = modrm & 7;
        boolean sib = mod != 3 && rm == 4;
        int displacement = switch (mod) {
            case 0 -> rm == 5 || (sib && (code.get(Math.min(7, at + 2)) & 7) == 5) ? 4 : 0;
            case 1 -> 1;
            case 2 -> 4;
            default -> 0;
        };
        return ((modrm >> 3) & 7) == 2 && 2 + (sib ? 1 : 0) + displacement == length;
    }

    private static Optional<String> buildId(ElfTables elf, long from, long size) throws IOException {
        ByteBuffer notes = elf.bytes(from, Math.clamp(size, 0, LONGEST_NOTE));
        while (notes.remaining() >= 12) {
            int name = padded(notes.getInt());
            int length = notes.getInt();
            int type = notes.getInt();
            if (name < 0 || length < 0 || name > notes.remaining() || length > notes.remaining() - name) {
                return Optional.empty();
            }
            notes.position(notes.position() + name);
            byte[] content = new byte[length];
            notes.get(notes.position(), content);
            notes.position(notes.position() + Math.min(padded(length), notes.remaining()));
            if (type == NT_GNU_BUILD_ID && length > 0) {
                return Optional.of(HexFormat.of().formatHex(content));
            }
        }
        return Optional.empty();
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
