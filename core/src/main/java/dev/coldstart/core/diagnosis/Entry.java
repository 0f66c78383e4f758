package dev.coldstart.core.diagnosis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.re2j.Pattern;
import dev.coldstart.core.policy.FormKind;
import dev.coldstart.core.sample.FailureReason;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the data file.
 *
 * @param codes build codes; a range is {@code IL2067..IL2091}
 * @param patterns looked for in lines; their named groups fill the texts' placeholders. RE2's syntax: its time grows with a
 *     line's length and no faster, whatever the line
 * @param reasons why a start failed
 * @param signals which ended the process, such as {@code SIGSEGV}
 * @param where which lines the patterns are for
 * @param defaults what stands for a placeholder that the matching pattern has no group for
 * @param rank whether it counts beside others
 * @param lines which of the lines that match tell
 * @param sentence with placeholders {@code {name}}, or {@code {name:csharp}} for a CLR type's name as C# writes it
 * @param otherwise what helps a form that trims nothing away; empty: the same
 */
record Entry(
        String id,
        List<String> codes,
        List<Pattern> patterns,
        List<FailureReason> reasons,
        List<String> signals,
        List<Where> where,
        Map<String, String> defaults,
        Rank rank,
        Telling lines,
        String sentence,
        String remedy,
        Optional<String> otherwise) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?P<name>[a-z]+)(?P<csharp>:csharp)?\\}");

    /** Where lines come from. */
    enum Where {
        /** The output of the app, and what was seen of its failed start. */
        RUN,
        /** The log of a build that failed. */
        BUILD;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Where of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** Which of several lines that match tell. */
    enum Telling {
        /** The first few, as different as they are. */
        EACH,
        /** The last: where each is the cause of the one before. */
        LAST
    }

    /** Whether an entry counts beside others. */
    enum Rank {
        ALWAYS,
        /** Only where nothing else was found. */
        FALLBACK
    }

    /** As it stands in the file, where everything but the texts can be left out. */
    record Written(
            String id,
            Optional<List<String>> codes,
            Optional<List<String>> patterns,
            Optional<List<FailureReason>> reasons,
            Optional<List<String>> signals,
            Optional<List<Where>> in,
            Optional<Map<String, String>> defaults,
            Optional<Boolean> fallback,
            Optional<Boolean> last,
            String sentence,
            String remedy,
            Optional<String> otherwise) {

        Entry entry() {
            return new Entry(
                    id,
                    codes.orElse(List.of()),
                    patterns.orElse(List.of()).stream().map(Pattern::compile).toList(),
                    reasons.orElse(List.of()),
                    signals.orElse(List.of()),
                    in.orElse(List.of(Where.RUN)),
                    defaults.orElse(Map.of()),
                    fallback.orElse(false) ? Rank.FALLBACK : Rank.ALWAYS,
                    last.orElse(false) ? Telling.LAST : Telling.EACH,
                    sentence,
                    remedy,
                    otherwise);
        }
    }

    /** What helps a variant. */
    String remedyFor(String variant) {
        boolean mayTrim = FormKind.mayTrim(variant.replaceFirst("@.*$", ""));
        return mayTrim ? remedy : otherwise.orElse(remedy);
    }

    boolean explains(String code) {
        return codes.stream().anyMatch(c -> covers(c, code));
    }

    private static boolean covers(String range, String code) {
        int dots = range.indexOf("..");
        if (dots < 0) {
            return range.equals(code);
        }
        String first = range.substring(0, dots);
        String last = range.substring(dots + 2);
        // Codes of a range are of one length, so that their order is the text's.
        return code.length() == first.length()
                && letters(code).equals(letters(first))
                && code.compareTo(first) >= 0
                && code.compareTo(last) <= 0;
    }

    private static String letters(String code) {
        return code.replaceAll("[0-9]+$", "");
    }

    /** A text with its placeholders filled: what was captured, else what stands for it. */
    String filled(String text, Map<String, String> captured) {
        Map<String, String> values = new HashMap<>(defaults);
        values.putAll(captured);
        StringBuilder out = new StringBuilder();
        var placeholder = PLACEHOLDER.matcher(text);
        int from = 0;
        while (placeholder.find()) {
            String value = values.getOrDefault(placeholder.group("name"), "");
            out.append(text, from, placeholder.start())
                    .append(placeholder.group("csharp") == null ? value : ClrName.inCSharp(value));
            from = placeholder.end();
        }
        return out.append(text.substring(from)).toString();
    }
}
