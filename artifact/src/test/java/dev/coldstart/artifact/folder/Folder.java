package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Builds published folders for tests. */
record Folder(Path dir) {

    static final int X64 = 62;
    static final int ARM64 = 183;
    static final String GLIBC = "/lib64/ld-linux-x86-64.so.2";

    Folder text(String path, String content) {
        return bytes(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Folder bytes(String path, byte[] content) {
        try {
            Path file = dir.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Folder executable(String path) {
        try {
            Files.setPosixFilePermissions(dir.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that can lie at any address, as .NET's and GraalVM's native programs do. */
    Folder program(String path) {
        return bytes(path, elf(3, X64, GLIBC, 0x1000)).executable(path);
    }

    Folder library(String path) {
        return bytes(path, elf(3, X64, "", 0));
    }

    Folder jar(String path, String mainClass) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!mainClass.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        text(path, "");
        try (OutputStream out = Files.newOutputStream(dir.resolve(path));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] elf(int type, int machine, String interpreter, long entry) {
        byte[] name = (interpreter + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(64 + 2 * 56 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        out.putShort((short) type).putShort((short) machine).putInt(1).putLong(entry);
        out.putLong(64).putLong(0).putInt(0);
        out.putShort((short) 64).putShort((short) 56).putShort((short) (interpreter.isEmpty() ? 1 : 2));
        out.putInt(64, 1);
        out.putInt(120, 3).putLong(128, 176).putLong(152, name.length);
        out.position(176);
        out.put(name);
        return out.array();
    }
}
