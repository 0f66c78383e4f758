package dev.coldstart.cli.revision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that git-lfs keeps elsewhere: a checkout has either them or small texts that point to them, whatever the commit. Where
 * one side has the ones and the other the others, sizes and starts differ and the change is not why.
 */
final class LargeFiles {

    private static final byte[] POINTER =
            "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    private LargeFiles() {}

    /**
     * The first file that is there on one side and only pointed to on the other.
     *
     * @return a sentence without its full stop; empty where both sides are alike
     */
    static Optional<String> difference(Path head, Path base) {
        return new Git(base)
                .tryRun("ls-files", "-z", "--", ":(top,attr:filter=lfs)").stream()
                        .flatMap(names -> Stream.of(names.split("\0")))
                        .filter(name -> !name.isEmpty())
                        .flatMap(name -> difference(head.resolve(name), base.resolve(name), name).stream())
                        .findFirst();
    }

    private static Optional<String> difference(Path head, Path base, String name) {
        if (!Files.isRegularFile(head) || !Files.isRegularFile(base)) {
            return Optional.empty();
        }
        boolean ofHead = isPointer(head);
        if (ofHead == isPointer(base)) {
            return Optional.empty();
        }
        String without = ofHead ? "head" : "base";
        return Optional.of(name + " is kept by git-lfs, and " + without + " has only a pointer to it where "
                + (ofHead ? "base" : "head") + " has the file"
                + (ofHead ? ": check out with lfs: true" : ": its content could not be fetched"));
    }

    private static boolean isPointer(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(POINTER.length), POINTER);
        } catch (IOException e) {
            return false;
        }
    }
}
