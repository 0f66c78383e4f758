package dev.coldstart.cli.evidence;

import dev.coldstart.core.evidence.Pack;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A pack from outside, read with limits and never unpacked. A zip names its files twice, in a directory at its end and before
 * each file; programs differ in which they believe, so a zip whose two lists differ is refused.
 */
public final class PackFile implements Pack, Closeable {

    private static final long MAX_PACKED = 200L << 20;
    private static final long MAX_UNPACKED = 1L << 30;
    private static final int MAX_FILES = 10_000;

    /** What a pack's files are called: no way out of a folder, nothing that a shell or a terminal would act upon. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9@_][A-Za-z0-9@._-]*(/[A-Za-z0-9@_][A-Za-z0-9@._-]*)?");

    private final Path path;
    private final long most;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private PackFile(Path path, long most, ZipFile zip) {
        this.path = path;
        this.most = most;
        this.zip = zip;
    }

    /**
     * Opens a pack.
     *
     * @throws PackException when it is none, is cut off, or holds what a pack may not hold
     */
    public static PackFile open(Path path) {
        return open(path, MAX_UNPACKED);
    }

    /** @param most bytes that it may hold unpacked */
    static PackFile open(Path path, long most) {
        try {
            if (Files.isDirectory(path)) {
                throw new PackException(path + " is a folder: name the evidence.zip in it");
            }
            if (Files.size(path) > MAX_PACKED) {
                throw new PackException(
                        path + " has " + Files.size(path) + " bytes, and a pack has at most " + MAX_PACKED);
            }
            PackFile pack = new PackFile(path, most, new ZipFile(path.toFile()));
            try {
                pack.list();
                pack.walk();
                return pack;
            } catch (IOException | RuntimeException e) {
                pack.close();
                throw e;
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new PackException("there is no " + path + " that can be read");
        } catch (ZipException e) {
            throw new PackException(
                    path + " can't be read as a zip: it is none, or it is cut off or damaged (" + e.getMessage() + ")");
        } catch (IOException e) {
            throw new PackException(path + " can't be read: " + e.getMessage());
        }
    }

    /** Whether a file begins as a zip does; what is wrong with it otherwise is for {@link #open} to say. */
    public static boolean isZip(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] begin = in.readNBytes(4);
            return begin.length == 4 && begin[0] == 'P' && begin[1] == 'K' && begin[2] == 3 && begin[3] == 4;
        } catch (IOException e) {
            return false;
        }
    }

    private void list() {
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (name.equals(LOGS)) {
                // Made by whoever packs an unpacked pack again; it holds nothing.
                continue;
            }
            if (!NAME.matcher(name).matches()) {
                throw new PackException(path + " holds a file that no pack holds: '" + name + "'");
            }
            if (entries.put(name, entry) != null) {
                throw new PackException(path + " holds " + name + " twice");
            }
            if (entries.size() > MAX_FILES) {
                throw new PackException(path + " holds more than " + MAX_FILES + " files");
            }
        }
    }

    /** Unpacks all of it once, into nothing: names before the files, checksums of the zip itself, and how large it gets. */
    private void walk() throws IOException {
        List<String> walked = new ArrayList<>();
        long unpacked = 0;
        byte[] buffer = new byte[1 << 16];
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                walked.add(entry.getName());
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    unpacked += read;
                    if (unpacked > most) {
                        throw new PackException(path + " unpacks to more than " + most + " bytes");
                    }
                }
                if (walked.size() > MAX_FILES) {
                    throw new PackException(path + " holds more than " + MAX_FILES + " files");
                }
            }
        } catch (ZipException e) {
            throw new PackException(
                    path + " is damaged" + (walked.isEmpty() ? "" : " at " + walked.getLast()) + ": " + e.getMessage());
        }
        walked.remove(LOGS);
        if (!walked.stream()
                .sorted()
                .toList()
                .equals(entries.keySet().stream().sorted().toList())) {
            throw new PackException(path + " names other files at its end than it holds");
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public InputStream open(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        InputStream in = entry == null ? null : zip.getInputStream(entry);
        if (in == null) {
            throw new FileNotFoundException("there is no " + name + " in " + path);
        }
        return new Bounded(in, most);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
