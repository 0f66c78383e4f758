package dev.coldstart.service.artifact;

import dev.coldstart.core.plan.Architecture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the header of a Linux program or library says; from elf(5).
 *
 * @param type what it is
 * @param machine what it was compiled for, for people: {@code x64}, {@code arm64} or the number of the ELF machine
 * @param architecture the same, where it is one that coldstart measures on
 * @param interpreter the dynamic loader that the kernel starts it with, such as {@code /lib64/ld-linux-x86-64.so.2}; empty
 *     for a static program and for nearly all libraries
 * @param hasEntry whether it has an entry point
 */
public record ElfHeader(
        Type type,
        String machine,
        Optional<Architecture> architecture,
        Optional<String> interpreter,
        boolean hasEntry) {

    /** The kinds of ELF file that matter here. */
    public enum Type {
        /** A program at a fixed address. */
        EXECUTABLE,
        /** A shared library, or a program that can lie at any address. */
        DYNAMIC,
        OTHER
    }

    private static final int HEADER_64 = 64;
    private static final int PROGRAM_HEADER_64 = 56;
    private static final int PT_INTERP = 3;
    private static final int MAX_INTERPRETER = 4096;

    /**
     * Reads a file's header; empty when it is no ELF file.
     *
     * @throws ArtifactException when the file can't be read
     */
    public static Optional<ElfHeader> read(Path file) {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            ByteBuffer head = bytes(in, 0, HEADER_64);
            if (head.remaining() < 20 || head.getInt(0) != 0x7f454c46) {
                return Optional.empty();
            }
            head.order(head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            Type type = switch (head.getShort(16)) {
                case 2 -> Type.EXECUTABLE;
                case 3 -> Type.DYNAMIC;
                default -> Type.OTHER;
            };
            int machine = Short.toUnsignedInt(head.getShort(18));
            boolean is64 = head.get(4) == 2 && head.remaining() == HEADER_64;
            // Every architecture measured on is 64 bits wide: of other programs only the machine matters.
            return Optional.of(new ElfHeader(
                    type,
                    machineName(machine, is64),
                    architecture(machine, is64),
                    is64 ? interpreter(in, head) : Optional.empty(),
                    !is64 || head.getLong(24) != 0));
        } catch (IOException e) {
            throw new ArtifactException("can't read " + file + ": " + Problem.of(e), e);
        }
    }

    /** Whether the kernel could run it, as far as the header tells; a library's name has to be looked at too. */
    boolean isProgram() {
        return switch (type) {
            case EXECUTABLE -> true;
            case DYNAMIC -> interpreter.isPresent() || hasEntry;
            case OTHER -> false;
        };
    }

    /** Whether it needs musl as its C library, which Alpine has and Debian, Ubuntu and distroless images have not. */
    public boolean needsMusl() {
        return interpreter.filter(i -> i.contains("ld-musl")).isPresent();
    }

    private static Optional<Architecture> architecture(int machine, boolean is64) {
        return switch (machine) {
            case 62 -> is64 ? Optional.of(Architecture.X64) : Optional.empty();
            case 183 -> is64 ? Optional.of(Architecture.ARM64) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String machineName(int machine, boolean is64) {
        return switch (machine) {
            case 62 -> is64 ? "x64" : "x32";
            case 183 -> is64 ? "arm64" : "arm64 (32-bit)";
            case 3 -> "x86 (32-bit)";
            case 40 -> "arm (32-bit)";
            case 21 -> "ppc64";
            case 22 -> "s390x";
            case 243 -> "riscv";
            case 258 -> "loongarch";
            default -> "ELF machine " + machine;
        };
    }

    private static Optional<String> interpreter(SeekableByteChannel in, ByteBuffer head) throws IOException {
        long table = head.getLong(32);
        int entrySize = Short.toUnsignedInt(head.getShort(54));
        int entries = Short.toUnsignedInt(head.getShort(56));
        if (table <= 0 || entrySize < PROGRAM_HEADER_64) {
            return Optional.empty();
        }
        for (int i = 0; i < entries; i++) {
            ByteBuffer entry =
                    bytes(in, table + (long) i * entrySize, PROGRAM_HEADER_64).order(head.order());
            if (entry.remaining() < PROGRAM_HEADER_64) {
                return Optional.empty();
            }
            long size = entry.getLong(32);
            if (entry.getInt(0) == PT_INTERP && size > 0 && size <= MAX_INTERPRETER) {
                ByteBuffer text = bytes(in, entry.getLong(8), Math.toIntExact(size));
                return Optional.of(
                        StandardCharsets.UTF_8.decode(text).toString().replace("\0", ""));
            }
        }
        return Optional.empty();
    }

    /** Up to so many bytes from there; fewer at the end of the file. */
    private static ByteBuffer bytes(SeekableByteChannel in, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        if (from >= 0 && from < in.size()) {
            in.position(from);
            while (buffer.hasRemaining() && in.read(buffer) > 0) {
                // reads on
            }
        }
        return buffer.flip();
    }
}
