package dev.coldstart.service.store;

import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.core.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.core.JacksonException;

/**
 * All that a service keeps in one tar file: the database as of one moment, as JSON lines that either database reads, and the
 * files. Written while the service runs: what the database knows was in the files before it was in the database.
 */
public final class Backup {

    private static final String DATABASE = "database.jsonl";
    private static final int FORMAT = 1;

    /**
     * The first line of the rows.
     *
     * @param backup the version of this format
     * @param schema the version of the schema that the rows are of
     */
    record Header(int backup, String schema) {}

    private static final Pattern FILE =
            Pattern.compile("blobs/[0-9a-f]{2}/[0-9a-f]{64}|comparisons/[0-9a-hjkmnp-tv-z]{26}/[a-z]+\\.[a-z]+");

    private Backup() {}

    /**
     * Writes one.
     *
     * @param data a data folder that a service may have open
     * @param file is made whole or not at all
     * @throws IOException when the disk does not take it
     */
    public static void write(Path data, DatabaseAddress database, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Path rows = file.resolveSibling(file.getFileName() + ".rows");
        try (Store store = Store.open(database, Store.Use.READING)) {
            // Before anything is in them.
            for (Path each : List.of(part, rows)) {
                Files.deleteIfExists(each);
                FileTree.keepToOwner(Files.createFile(each));
            }
            try (BufferedWriter out = Files.newBufferedWriter(rows)) {
                out.write(Json.line().writeValueAsString(new Header(FORMAT, store.schema())));
                out.write('\n');
                var _ = store.snapshot(handle -> {
                    Tables.write(handle, out);
                    return true;
                });
            }
            try (TarArchiveOutputStream tar =
                    new TarArchiveOutputStream(Files.newOutputStream(part), StandardCharsets.UTF_8.name())) {
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                add(tar, DATABASE, rows);
                for (String folder : List.of("blobs", "comparisons")) {
                    for (Path each : files(data.resolve(folder))) {
                        String name = data.relativize(each).toString();
                        if (FILE.matcher(name).matches()) {
                            add(tar, name, each);
                        }
                    }
                }
                tar.finish();
            }
            FileTree.place(part, file);
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(rows);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** As long as it is now: samples grow meanwhile. One that retention takes away meanwhile was not needed. */
    private static void add(TarArchiveOutputStream tar, String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            long size = Files.size(file);
            entry.setSize(size);
            tar.putArchiveEntry(entry);
            copy(in, tar, size);
            tar.closeArchiveEntry();
        } catch (NoSuchFileException e) {
            // Nothing of it was written yet.
        }
    }

    private static void copy(InputStream in, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = size;
        int n;
        while (left > 0 && (n = in.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0) {
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    /**
     * Puts one into a data folder and a database that have nothing in them.
     *
     * <p>One of an earlier version is brought to this version's schema.
     *
     * @throws StoreException when there is something, a service is there, the file is no backup or of a later version
     */
    public static void restore(Path file, Path data, DatabaseAddress database) throws IOException {
        try (DataFolder folder = DataFolder.open(data);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(Files.newInputStream(file), StandardCharsets.UTF_8.name())) {
            TarArchiveEntry first = tar.getNextEntry();
            if (first == null || !first.getName().equals(DATABASE)) {
                throw noBackup(file);
            }
            BufferedReader rows = new BufferedReader(new InputStreamReader(tar, StandardCharsets.UTF_8));
            Header header = header(file, rows);
            try (Store store = Store.open(database, Store.Use.SERVICE, header.schema())) {
                boolean used = !store.schema().equals(header.schema())
                        || store.<Integer>read(handle -> handle.createQuery("select count(*) from repository")
                                        .mapTo(int.class)
                                        .one())
                                > 0;
                if (used || !folder.comparisons().isEmpty()) {
                    throw new StoreException("there is something in " + data
                            + " or its database already: restore into a folder and a database of its own");
                }
                try {
                    store.change(handle -> Tables.read(handle, rows));
                } catch (JacksonException | IllegalArgumentException e) {
                    throw new StoreException(file + " is damaged: a row of it can't be read: " + firstLine(e), e);
                }
                store.upgrade();
            }
            files(tar, file, folder.path());
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static StoreException noBackup(Path file) {
        return new StoreException(file + " is no backup of coldstart's: name what coldstart backup has written");
    }

    private static Header header(Path file, BufferedReader rows) throws IOException {
        String line = rows.readLine();
        Header header;
        try {
            header = Json.line().readValue(line == null ? "" : line, Header.class);
        } catch (JacksonException e) {
            throw noBackup(file);
        }
        String newest = Store.newestSchema();
        if (header.backup() != FORMAT || !header.schema().matches("[0-9]{1,6}")) {
            throw noBackup(file);
        }
        if (Integer.parseInt(header.schema()) > Integer.parseInt(newest)) {
            throw new StoreException(file + " is of a later version of coldstart: its schema is " + header.schema()
                    + ", and this one knows those to " + newest + ". Restore it with that version, or a later one");
        }
        return header;
    }

    private static void files(TarArchiveInputStream tar, Path file, Path folder) throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null) {
            if (!FILE.matcher(entry.getName()).matches()) {
                throw new StoreException(file + " has a file that no backup has: " + entry.getName());
            }
            if (entry.getLinkFlag() != TarArchiveEntry.LF_NORMAL) {
                throw new StoreException(file + " has something that is no file where files are: " + entry.getName());
            }
            Path target = folder.resolve(entry.getName());
            Files.createDirectories(target.getParent());
            String sha256 = copied(tar, target);
            if (entry.getName().startsWith("blobs/") && !target.endsWith(sha256)) {
                Files.delete(target);
                throw new StoreException(file + " is damaged: an artifact in it is not what its name says: "
                        + entry.getName() + ", and its SHA-256 is " + sha256);
            }
            entry = tar.getNextEntry();
        }
    }

    private static String copied(InputStream in, Path target) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Files.copy(new DigestInputStream(in, digest), target);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
