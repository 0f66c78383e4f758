package dev.coldstart.core.sample.file;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.SampleCollector;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Reads {@code samples.jsonl}. A file with a line that can't be what was measured is refused whole, as nobody can say what
 * else happened to it, and every such line is named. What a killed run or a lost line leaves (a last line cut off, a block
 * without its start) is named and the rest is used.
 */
public final class SampleReader {

    private static final int MAX_NAMED = 10;

    /** The samples, and what is amiss with the file although it is used, one sentence each. */
    public record Result(SampleSet samples, List<String> remarks) {}

    private SampleReader() {}

    /**
     * Reads all of it.
     *
     * @throws SampleFormatException naming each line that can't be what was measured, one below the other
     */
    public static Result read(BufferedReader in) throws IOException {
        SampleCollector collector = new SampleCollector();
        SampleChecks checks = new SampleChecks();
        List<String> problems = new ArrayList<>();
        List<String> cutOff = new ArrayList<>();
        int number = 0;
        BoundedLines lines = new BoundedLines(in, BoundedLines.LONGEST);
        Optional<String> following = lines.next();
        while (following.isPresent()) {
            String line = following.get();
            number++;
            following = lines.next();
            if (!line.isBlank()) {
                try {
                    SampleLine read = Json.line().readValue(line, SampleLine.class);
                    checks.check(number, read);
                    collector.add(read);
                } catch (JacksonException e) {
                    if (following.isEmpty() && cutOff(line, e)) {
                        cutOff.add("line " + number + " is cut off and was left out");
                    } else {
                        problems.add("line " + number + ": " + Json.why(line, SampleLine.class, e));
                    }
                } catch (SampleFormatException e) {
                    problems.add("line " + number + ": " + e.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new SampleFormatException(String.join("\n", named(problems)));
        }
        SampleSet samples = collector
                .samples()
                .orElseThrow(() -> new SampleFormatException(
                        "there is no plan in it: its first line should begin with {\"line\":\"plan\""));
        return new Result(
                samples,
                Stream.concat(cutOff.stream(), named(checks.remarks()).stream()).toList());
    }

    private static List<String> named(List<String> all) {
        int more = all.size() - MAX_NAMED;
        return more <= 0
                ? all
                : Stream.concat(all.stream().limit(MAX_NAMED), Stream.of("and " + more + " more of the kind"))
                        .toList();
    }

    /** A line may be cut after a bracket that closes something inside it: then its end is what was not expected. */
    private static boolean cutOff(String line, JacksonException e) {
        return !line.endsWith("}")
                || Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .anyMatch(UnexpectedEndOfInputException.class::isInstance);
    }
}
