package dev.coldstart.protocol;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.sample.SampleLine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The messages, as JSON. */
public final class Wire {

    private Wire() {}

    /**
     * A worker asks for work.
     *
     * @param name its own, which no other worker has: whoever comes with it again has forgotten what it had
     * @param version of coldstart
     * @param noiseFloor the smallest difference that it can see, as a fraction; empty as long as it has not measured that
     */
    public record Hello(
            String name, Architecture architecture, List<String> labels, String version, OptionalDouble noiseFloor) {
        private static final int MAX_LABELS = 50;
        private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}]{1,200}");

        public Hello {
            labels = List.copyOf(labels);
            if (labels.size() > MAX_LABELS) {
                throw new IllegalArgumentException("a worker has at most " + MAX_LABELS + " labels");
            }
            for (String text :
                    Stream.concat(Stream.of(name, version), labels.stream()).toList()) {
                if (!TEXT.matcher(text).matches()) {
                    throw new IllegalArgumentException(
                            "a worker's name, version and labels have 1 to 200 characters that can be printed");
                }
            }
        }
    }

    /**
     * Work.
     *
     * @param repository whose it is: what is kept for one is not for another
     * @param leaseSeconds after which it is another's, unless something is heard of the worker
     * @param submission what to measure, secrets included
     * @param kept the lines that are kept of an earlier worker's, one below the other
     * @param lines how many these are
     * @param nextBlock the first block that is not among them
     */
    public record Assignment(
            String comparison,
            String repository,
            String lease,
            long leaseSeconds,
            Submission submission,
            String kept,
            int lines,
            int nextBlock) {}

    /**
     * What a worker saw.
     *
     * @param from the number of the first line in the file, from 0
     * @param nextBlock where the last line ends a block: the number of the next
     */
    public record Lines(String lease, int from, List<SampleLine> lines, OptionalInt nextBlock) {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** The answer to lines, and to being done: empty when all is well; otherwise the line from which they are missing. */
    public record Taken(OptionalInt expected) {}

    /**
     * All was measured.
     *
     * @param lines how many there are in all
     */
    public record Done(String lease, int lines) {}

    /**
     * The worker stops in the middle.
     *
     * @param broken why it can't go on, where another worker may
     * @param refused why nobody can: the comparison itself is at fault; with neither it was told to stop
     */
    public record HandBack(String lease, Optional<String> broken, Optional<String> refused) {

        public static HandBack stopping(String lease) {
            return new HandBack(lease, Optional.empty(), Optional.empty());
        }

        public static HandBack broken(String lease, String why) {
            return new HandBack(lease, Optional.of(why), Optional.empty());
        }

        public static HandBack refused(String lease, String why) {
            return new HandBack(lease, Optional.empty(), Optional.of(why));
        }
    }
}
