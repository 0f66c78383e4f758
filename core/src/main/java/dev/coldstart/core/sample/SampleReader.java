package dev.coldstart.core.sample;

import dev.coldstart.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Reads {@code samples.jsonl}. What can't be right is refused by line; a last line that was cut off is left out and named. */
public final class SampleReader {

    /** The samples, and what was left out of them, one sentence each. */
    public record Result(SampleSet samples, List<String> leftOut) {}

    private SampleReader() {}

    /**
     * Reads all of it.
     *
     * @throws SampleFormatException naming the line, when a line can't be what was measured
     */
    public static Result read(BufferedReader in) throws IOException {
        SampleCollector collector = new SampleCollector();
        List<String> leftOut = new ArrayList<>();
        int number = 0;
        String line = in.readLine();
        while (line != null) {
            number++;
            String next = in.readLine();
            if (!line.isBlank()) {
                try {
                    collector.add(Json.line().readValue(line, SampleLine.class));
                } catch (JacksonException e) {
                    if (next != null || !cutOff(line, e)) {
                        throw new SampleFormatException("line " + number + ": " + e.getOriginalMessage());
                    }
                    leftOut.add("line " + number + " is cut off and was left out");
                } catch (SampleFormatException e) {
                    throw new SampleFormatException("line " + number + ": " + e.getMessage());
                }
            }
            line = next;
        }
        SampleSet samples = collector
                .samples()
                .orElseThrow(() -> new SampleFormatException(
                        "there is no plan in it: its first line should begin with {\"line\":\"plan\""));
        return new Result(samples, List.copyOf(leftOut));
    }

    /** A line may be cut after a bracket that closes something inside it: then its end is what was not expected. */
    private static boolean cutOff(String line, JacksonException e) {
        return !line.endsWith("}")
                || Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .anyMatch(UnexpectedEndOfInputException.class::isInstance);
    }
}
