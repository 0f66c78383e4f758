package dev.coldstart.artifact.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** What stands before an entry and is said of it alone: POSIX's attributes, or GNU's long name. */
record TarAttributes(Optional<String> path, OptionalLong size, OptionalLong modified) {

    static final TarAttributes NONE = new TarAttributes(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

    static final int MAX_BYTES = 1 << 16;

    TarHeader applied(TarHeader header) {
        return new TarHeader(
                path.orElse(header.name()),
                header.mode(),
                size.orElse(header.size()),
                modified.orElse(header.modified()),
                header.type());
    }

    /** GNU's: the name, ended by a zero. */
    TarAttributes named(byte[] content) throws ArchiveRefusedException {
        int length = 0;
        while (length < content.length && content[length] != 0) {
            length++;
        }
        return new TarAttributes(Optional.of(TarHeader.utf8(content, 0, length)), size, modified);
    }

    /** POSIX's: records of {@code LENGTH KEY=VALUE} and a line break. */
    TarAttributes extended(byte[] content) throws ArchiveRefusedException {
        TarAttributes all = this;
        int at = 0;
        while (at < content.length) {
            int space = at;
            while (space < content.length && content[space] != ' ') {
                space++;
            }
            int end = at + length(new String(content, at, space - at, StandardCharsets.US_ASCII));
            if (end > content.length || end - 1 <= space || content[end - 1] != '\n') {
                throw bad();
            }
            String record = TarHeader.utf8(content, space + 1, end - space - 2);
            int equals = record.indexOf('=');
            if (equals < 1) {
                throw bad();
            }
            all = all.with(record.substring(0, equals), record.substring(equals + 1));
            at = end;
        }
        return all;
    }

    private TarAttributes with(String key, String value) throws ArchiveRefusedException {
        return switch (key) {
            case "path" -> new TarAttributes(Optional.of(value), size, modified);
            case "size" -> new TarAttributes(path, OptionalLong.of(number(value)), modified);
            case "mtime" -> new TarAttributes(path, size, OptionalLong.of(number(value.replaceFirst("\\..*", ""))));
            default -> {
                if (key.startsWith("GNU.sparse")) {
                    throw new ArchiveRefusedException(
                            ArchiveProblem.NOT_TAR, "it has a sparse file: pack without --sparse");
                }
                yield this;
            }
        };
    }

    private static int length(String digits) throws ArchiveRefusedException {
        long length = number(digits);
        if (length > MAX_BYTES) {
            throw bad();
        }
        return (int) length;
    }

    private static long number(String digits) throws ArchiveRefusedException {
        try {
            long number = Long.parseLong(digits);
            if (number < 0) {
                throw bad();
            }
            return number;
        } catch (NumberFormatException e) {
            throw bad();
        }
    }

    private static ArchiveRefusedException bad() {
        return new ArchiveRefusedException(ArchiveProblem.NOT_TAR, "an entry's attributes can't be read");
    }
}
