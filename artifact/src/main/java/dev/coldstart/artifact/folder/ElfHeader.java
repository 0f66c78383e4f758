package dev.coldstart.artifact.folder;

import dev.coldstart.core.plan.Architecture;
import java.io.IOException;
import java.nio.ByteBuffer;
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

    private static final int PT_INTERP = 3;
    private static final int MAX_INTERPRETER = 4096;

    /**
     * Reads a file's header; empty when it is no ELF file.
     *
     * @throws ArtifactException when the file can't be read
     */
    public static Optional<ElfHeader> read(Path file) {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            Optional<ElfTables> tables = ElfTables.of(in);
            return tables.isEmpty() ? Optional.empty() : Optional.of(of(tables.get()));
        } catch (IOException e) {
            throw new ArtifactException("can't read " + file + ": " + IoReason.of(e), e);
        }
    }

    private static ElfHeader of(ElfTables tables) throws IOException {
        Type type = switch (tables.head().getShort(16)) {
            case 2 -> Type.EXECUTABLE;
            case 3 -> Type.DYNAMIC;
            default -> Type.OTHER;
        };
        boolean is64 = tables.is64();
        // Every architecture measured on is 64 bits wide: of other programs only the machine matters.
        return new ElfHeader(
                type,
                machineName(tables.machine(), is64),
                architecture(tables.machine(), is64),
                interpreter(tables),
                !is64 || tables.head().getLong(24) != 0);
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

    private static Optional<String> interpreter(ElfTables tables) throws IOException {
        for (ByteBuffer entry : tables.segments()) {
            long size = entry.getLong(32);
            if (entry.getInt(0) == PT_INTERP && size > 0 && size <= MAX_INTERPRETER) {
                ByteBuffer text = tables.bytes(entry.getLong(8), Math.toIntExact(size));
                return Optional.of(
                        StandardCharsets.UTF_8.decode(text).toString().replace("\0", ""));
            }
        }
        return Optional.empty();
    }
}
