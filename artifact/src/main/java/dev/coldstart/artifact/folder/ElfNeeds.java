package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a program or library asks of the libraries that the dynamic loader brings: DT_NEEDED and the versions of symbols in
 * .gnu.version_r, found by the program headers, as section headers may be stripped.
 *
 * @param libraries such as {@code libc.so.6}
 * @param versions such as {@code GLIBC_2.34}
 */
record ElfNeeds(List<String> libraries, Set<String> versions) {

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final long DT_NEEDED = 1;
    private static final long DT_STRTAB = 5;
    private static final long DT_STRSZ = 10;
    private static final long DT_VERNEED = 0x6ffffffeL;
    private static final int DYNAMIC_ENTRY = 16;
    private static final int VERSION_ENTRY = 16;
    private static final int MAX_DYNAMIC = 1 << 16;
    private static final int MAX_STRINGS = 1 << 24;
    private static final int MAX_VERSIONS = 1000;

    private record Load(long address, long offset, long size) {}

    ElfNeeds {
        libraries = List.copyOf(libraries);
        versions = Set.copyOf(versions);
    }

    /**
     * Reads them; nothing is needed by a static program, and by what is no 64-bit ELF file.
     *
     * @throws ArtifactException when the file can't be read
     */
    static ElfNeeds of(Path file) {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            var tables = ElfTables.of(in);
            return tables.isEmpty() ? new ElfNeeds(List.of(), Set.of()) : of(tables.get());
        } catch (IOException e) {
            throw new ArtifactException("can't read " + file + ": " + IoReason.of(e), e);
        }
    }

    private static ElfNeeds of(ElfTables elf) throws IOException {
        List<Load> loads = new ArrayList<>();
        ByteBuffer dynamic = ByteBuffer.allocate(0);
        for (ByteBuffer segment : elf.segments()) {
            if (segment.getInt(0) == PT_LOAD) {
                loads.add(new Load(segment.getLong(16), segment.getLong(8), segment.getLong(32)));
            } else if (segment.getInt(0) == PT_DYNAMIC) {
                dynamic = elf.bytes(
                        segment.getLong(8), Math.toIntExact(Math.clamp(segment.getLong(32), 0L, MAX_DYNAMIC)));
            }
        }
        List<Long> needed = new ArrayList<>();
        long strings = 0;
        long size = 0;
        long versions = 0;
        while (dynamic.remaining() >= DYNAMIC_ENTRY) {
            long tag = dynamic.getLong();
            long value = dynamic.getLong();
            if (tag == DT_NEEDED) {
                needed.add(value);
            } else if (tag == DT_STRTAB) {
                strings = offset(loads, value);
            } else if (tag == DT_STRSZ) {
                size = value;
            } else if (tag == DT_VERNEED) {
                versions = offset(loads, value);
            }
        }
        ByteBuffer names = elf.bytes(strings, Math.toIntExact(Math.clamp(size, 0L, MAX_STRINGS)));
        return new ElfNeeds(
                needed.stream()
                        .map(at -> name(names, at))
                        .filter(n -> !n.isEmpty())
                        .toList(),
                versions > 0 ? versions(elf, versions, names) : Set.of());
    }

    /** A list of libraries, each with a list of versions; both linked by distances from the entry before. */
    private static Set<String> versions(ElfTables elf, long from, ByteBuffer names) throws IOException {
        Set<String> found = new TreeSet<>();
        long library = from;
        for (int i = 0; i < MAX_VERSIONS; i++) {
            ByteBuffer entry = elf.bytes(library, VERSION_ENTRY);
            if (entry.remaining() < VERSION_ENTRY) {
                break;
            }
            long version = library + Integer.toUnsignedLong(entry.getInt(8));
            for (int j = 0; j < Short.toUnsignedInt(entry.getShort(2)) && found.size() < MAX_VERSIONS; j++) {
                ByteBuffer needed = elf.bytes(version, VERSION_ENTRY);
                if (needed.remaining() < VERSION_ENTRY) {
                    break;
                }
                found.add(name(names, Integer.toUnsignedLong(needed.getInt(8))));
                version += Integer.toUnsignedLong(needed.getInt(12));
            }
            long next = Integer.toUnsignedLong(entry.getInt(12));
            if (next == 0) {
                break;
            }
            library += next;
        }
        found.remove("");
        return found;
    }

    private static long offset(List<Load> loads, long address) {
        return loads.stream()
                .filter(l -> address >= l.address() && address - l.address() < l.size())
                .mapToLong(l -> address - l.address() + l.offset())
                .findFirst()
                .orElse(0);
    }

    private static String name(ByteBuffer names, long at) {
        if (at < 0 || at >= names.limit()) {
            return "";
        }
        int end = Math.toIntExact(at);
        while (end < names.limit() && names.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - Math.toIntExact(at)];
        names.get(Math.toIntExact(at), bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
