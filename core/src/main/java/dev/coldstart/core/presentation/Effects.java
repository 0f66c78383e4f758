package dev.coldstart.core.presentation;

import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.report.ChangeAnswer.Answer;
import dev.coldstart.core.verdict.FormChange;
import dev.coldstart.core.wording.Terms;
import dev.coldstart.core.wording.Wording;
import java.util.List;
import java.util.stream.Stream;

/** What a change of a figure means for an app, in the words of who runs it: {@code starts slower and is larger}. */
final class Effects {

    private enum Way {
        BETTER,
        WORSE
    }

    private Effects() {}

    /** Of the figures that decide, the one that says most first. */
    static String of(FormChange change, Terms terms) {
        Way way = change.answer() == Answer.GAINS ? Way.BETTER : Way.WORSE;
        List<String> effects = Stream.concat(change.foremost().stream(), change.deciding().stream())
                .map(c -> effect(c.metric(), way, terms))
                .distinct()
                .toList();
        return Wording.list(effects);
    }

    private static String effect(Metric metric, Way way, Terms terms) {
        boolean worse = way == Way.WORSE;
        return switch (metric) {
            case FIRST_RESPONSE, EXEC, PORT_OPEN, CONTAINER_START -> terms.does() + (worse ? " slower" : " faster");
            case USER_CPU, SYSTEM_CPU -> "needs " + more(worse) + " CPU time";
            case INIT -> worse ? "takes longer to init" : "takes less time to init";
            case SECOND_RESPONSE, FIRST_EVENT, WARM_EVENT, BETWEEN_EVENTS ->
                worse ? "answers slower" : "answers faster";
            case BUILD_TIME -> worse ? "builds slower" : "builds faster";
            case CPU_TO_FIRST_RESPONSE -> "needs " + more(worse) + " " + terms.cpuTime();
            case LOAD_P50, LOAD_P90, LOAD_P99, LOAD_P999, WARM_P50, WARM_P99 ->
                worse ? "answers slower" : "answers faster";
            case LOAD_CPU, WARM_CPU -> "needs " + more(worse) + " CPU time per request";
            case THROUGHPUT -> "answers " + (worse ? "fewer" : "more") + " requests a second once warm";
            case PEAK_UNDER_LOAD, PEAK_CHARGED_UNDER_LOAD -> "needs " + more(worse) + " memory under load";
            case IDLE_RSS, IDLE_PSS, CHARGED_MEMORY, PEAK_RSS, PEAK_CHARGED, EVENTS_CHARGED ->
                "needs " + more(worse) + " memory";
            case PUBLISHED_SIZE, SYMBOLS_SIZE, PACKED_SIZE, IMAGE_SIZE -> worse ? "is larger" : "is smaller";
            case MINOR_FAULTS, MAJOR_FAULTS -> "has " + fewer(worse) + " page faults";
            case THREADS -> "has " + fewer(worse) + " threads";
            case BUILD_WARNINGS -> "has " + fewer(worse) + " build warnings";
        };
    }

    private static String more(boolean worse) {
        return worse ? "more" : "less";
    }

    private static String fewer(boolean worse) {
        return worse ? "more" : "fewer";
    }
}
