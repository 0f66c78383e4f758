package dev.coldstart.artifact.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The paths of an archive so far, by their digests: ten thousand long names would be a lot of memory for one request. */
final class KnownPaths {

    private enum Kind {
        FILE,
        FOLDER,
        /** A folder that was only named in the path of something else. */
        IMPLIED
    }

    private record Key(long high, long low) {}

    private final int most;
    private final MessageDigest digest = sha256();
    private final Map<Key, Kind> known = new HashMap<>();
    private int files;

    KnownPaths(int most) {
        this.most = most;
    }

    int files() {
        return files;
    }

    int entries() {
        return known.size();
    }

    void file(List<String> path) throws ArchiveRefusedException {
        parents(path);
        add(path, path.size(), Kind.FILE);
        files++;
    }

    void folder(List<String> path) throws ArchiveRefusedException {
        parents(path);
        add(path, path.size(), Kind.FOLDER);
    }

    private void parents(List<String> path) throws ArchiveRefusedException {
        for (int length = 1; length < path.size(); length++) {
            add(path, length, Kind.IMPLIED);
        }
    }

    private void add(List<String> path, int length, Kind kind) throws ArchiveRefusedException {
        String text = String.join("/", path.subList(0, length));
        Key key = key(text);
        Kind before = known.get(key);
        if (before == null) {
            if (known.size() == most) {
                throw new ArchiveRefusedException(
                        ArchiveProblem.TOO_MANY_ENTRIES,
                        "there are more than " + most + " files and folders in it: publish fewer, such as one file");
            }
            known.put(key, kind);
        } else if (before == Kind.IMPLIED && kind != Kind.FILE) {
            known.put(key, kind);
        } else if (before == Kind.FILE || kind != Kind.IMPLIED) {
            throw new ArchiveRefusedException(
                    ArchiveProblem.DUPLICATE, "the path " + TarPath.shown(text) + " is in it a second time");
        }
    }

    private Key key(String path) {
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest(path.getBytes(StandardCharsets.UTF_8)));
        return new Key(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
