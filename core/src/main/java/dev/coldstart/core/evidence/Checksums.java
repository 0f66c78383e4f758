package dev.coldstart.core.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SHA-256 of files by name, in the form that {@code sha256sum} writes and checks. */
public record Checksums(Map<String, String> byName) {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

    public Checksums {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming the line that is none, or that names a file again
     */
    public static Checksums parse(String text) {
        Map<String, String> byName = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("line " + number + " is no checksum");
            }
            if (byName.put(matcher.group(2), matcher.group(1)) != null) {
                throw new IllegalArgumentException("line " + number + " names " + matcher.group(2) + " again");
            }
        }
        return new Checksums(byName);
    }

    public String text() {
        return byName.entrySet().stream()
                .map(e -> e.getValue() + "  " + e.getKey() + "\n")
                .collect(Collectors.joining());
    }

    /** The checksum of what is left in a stream. */
    public static String of(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
