package dev.coldstart.cli.command;

import dev.coldstart.cli.config.StudiesReader;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.study.StudyTime;
import dev.coldstart.core.wording.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is measured beside the cold starts; where the option is not given, what the configuration says. */
final class StudyOptions {

    private static final String NONE = "none";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Option(
            names = "--studies",
            paramLabel = "LIST",
            split = ",",
            description =
                    "What to measure beside cold starts: load, steady, sweep, least-memory; or none (default: what"
                            + " coldstart.yml asks for). One that it does not describe has its defaults.")
    List<String> studies = List.of();

    @Option(
            names = "--load-rate",
            paramLabel = "N",
            description = "Requests a second of the study load (default: 100).")
    Optional<Double> rate = Optional.empty();

    @Option(names = "--load-seconds", paramLabel = "N", description = "How long the study load lasts (default: 20).")
    Optional<Double> seconds = Optional.empty();

    /** The plan with the studies that were asked for. */
    Plan over(Plan plan) {
        try {
            Plan chosen = chosen(plan);
            return chosen.studying(chosen.studies().orElse(List.of()).stream()
                    .map(this::changed)
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), Sentences.whole(String.valueOf(e.getMessage())));
        }
    }

    private Study changed(Study study) {
        return study instanceof Study.Load load
                ? new Study.Load(
                        rate.orElse(load.rate()),
                        seconds.map(s -> Duration.ofNanos(Math.round(s * 1e9))).orElse(load.length()),
                        load.blocks(),
                        load.requests(),
                        load.seed())
                : study;
    }

    private Plan chosen(Plan plan) {
        if (studies.isEmpty()) {
            return plan;
        }
        if (studies.equals(List.of(NONE))) {
            return plan.studying(List.of());
        }
        studies.stream()
                .filter(id -> !StudiesReader.ALL.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "There is no study " + id + ". There are: " + String.join(", ", StudiesReader.ALL) + ".");
                });
        List<Study> chosen = StudiesReader.ALL.stream()
                .filter(studies::contains)
                .map(id -> plan.study(id).orElseGet(() -> StudiesReader.defaults(id, plan.run())))
                .toList();
        return plan.studying(chosen);
    }

    /** Says before they begin how long the plan's studies will take; nothing where there are none. */
    static void announce(Plan plan, Consumer<String> out) {
        if (plan.studies().isEmpty()) {
            return;
        }
        List<String> each = plan.studies().get().stream()
                .map(study -> study.id() + " " + readable(StudyTime.of(plan, study)))
                .toList();
        out.accept("After the cold starts come studies, for about " + readable(StudyTime.of(plan)) + ": "
                + Wording.list(each) + ". Ctrl-C ends them early and keeps what was measured.");
    }

    private static String readable(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 90 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
