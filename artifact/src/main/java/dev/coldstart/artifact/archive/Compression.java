package dev.coldstart.artifact.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What an archive is compressed with. Zstd is what is sent by coldstart: several times quicker, both ways. */
public enum Compression {
    ZSTD("28b52ffd"),
    GZIP("1f8b");

    /** How many of an archive's first bytes it takes to tell. */
    static final int MAGIC_BYTES = 4;

    private final String magic;

    /** @param magic what it begins with, in hexadecimal */
    Compression(String magic) {
        this.magic = magic;
    }

    /** For HTTP. */
    public String mediaType() {
        return "application/" + name().toLowerCase(Locale.ROOT);
    }

    /** By its first bytes; nothing where it is neither. */
    static Optional<Compression> of(byte[] first) {
        String came = HexFormat.of().formatHex(first);
        return Arrays.stream(values()).filter(c -> came.startsWith(c.magic)).findFirst();
    }

    /** Of an archive that was inspected. */
    public static Compression of(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return of(in.readNBytes(MAGIC_BYTES))
                    .orElseThrow(() -> new IOException(archive + " is no archive that was inspected"));
        }
    }
}
