package dev.coldstart.cli.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 20..50}, {@code 30}, or {@code {least: 20, most: 50}}. */
public record Blocks(int least, int most) {

    static final int MAX_BLOCKS = 10_000;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,6}) ?\\.\\. ?([0-9]{1,6})");
    private static final String WANTED = "write a range such as 20..50, or one number";

    public Blocks {
        if (least < 1 || most < least || most > MAX_BLOCKS) {
            throw new IllegalArgumentException(
                    least + ".." + most + " is no range of blocks: it needs 1 <= least <= most <= " + MAX_BLOCKS);
        }
    }

    static Optional<Blocks> read(Value value) {
        if (value.isSection()) {
            return value.section().flatMap(section -> {
                int least = number(section, "least");
                int most = number(section, "most");
                section.end();
                return value.checked(() -> new Blocks(least, most));
            });
        }
        return value.text(Blocks::parse);
    }

    private static int number(YamlSection section, String key) {
        Optional<Value> value = section.value(key);
        if (value.isEmpty()) {
            section.problem(key + " is missing: " + WANTED);
        }
        return value.flatMap(v -> v.integer(1, MAX_BLOCKS)).orElse(1L).intValue();
    }

    /**
     * Reads a range or a number.
     *
     * @throws IllegalArgumentException saying what would be right
     */
    public static Blocks parse(String text) {
        Matcher range = RANGE.matcher(text.strip());
        if (range.matches()) {
            return new Blocks(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }
        if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("'" + text + "' is no number of blocks: " + WANTED);
        }
        return new Blocks(Integer.parseInt(text), Integer.parseInt(text));
    }
}
