package dev.coldstart.cli.measure;

import dev.coldstart.artifact.folder.ArtifactException;
import dev.coldstart.cli.build.BuildFolder;
import dev.coldstart.cli.build.BuildOutcome;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.measure.run.Cancellation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Forms that were built, or not, and what there is of each to measure.
 *
 * @param logs the builds' logs, by variant
 */
public record BuiltForms(List<Inspected> inspected, Map<String, Path> logs) {

    public BuiltForms {
        inspected = List.copyOf(inspected);
        logs = Map.copyOf(logs);
    }

    /** Builds the forms one after another below a folder, and reads what they published. */
    public static BuiltForms of(
            Config config,
            String revision,
            List<FormSettings> forms,
            BuildFolder out,
            Progress progress,
            Cancellation cancellation) {
        List<BuildOutcome> builds = Builds.run(config, revision, forms, out, progress, cancellation);
        progress.show("reading what was built");
        List<Inspected> inspected = IntStream.range(0, forms.size())
                .parallel()
                .mapToObj(i -> inspect(config, revision, forms.get(i), builds.get(i)))
                .toList();
        Map<String, Path> logs = new LinkedHashMap<>();
        builds.forEach(build -> logs.put(build.record().variant(), build.log()));
        return new BuiltForms(inspected, logs);
    }

    /**
     * Forms of which some need not be built.
     *
     * @param known as if they had been built
     * @param unknown the others
     */
    public record Some(BuiltForms known, List<FormSettings> unknown) {
        public Some {
            unknown = List.copyOf(unknown);
        }
    }

    /** These and others. */
    public BuiltForms and(BuiltForms others) {
        List<Inspected> both = new ArrayList<>(inspected);
        both.addAll(others.inspected);
        Map<String, Path> bothLogs = new LinkedHashMap<>(logs);
        bothLogs.putAll(others.logs);
        return new BuiltForms(both, bothLogs);
    }

    public List<Candidate> candidates() {
        return inspected.stream().map(Inspected::candidate).toList();
    }

    /** What was found out that nobody said, one sentence each. */
    public List<String> assumptions() {
        return inspected.stream().flatMap(i -> i.assumptions().stream()).toList();
    }

    private static Inspected inspect(Config config, String revision, FormSettings form, BuildOutcome outcome) {
        return switch (outcome) {
            case BuildOutcome.NotBuilt failed -> Inspected.notBuilt(form.name(), revision, failed.record());
            case BuildOutcome.Built built -> {
                try {
                    yield Inspected.published(
                                    form.name(),
                                    revision,
                                    built.folder(),
                                    config.command(),
                                    Optional.of(built.record()),
                                    config.scenario())
                            .with(built.notes());
                } catch (ArtifactException e) {
                    // It built, but what it published can't be started: as good as not built.
                    yield Inspected.notBuilt(
                            form.name(), revision, built.record().failed(String.valueOf(e.getMessage())));
                }
            }
        };
    }
}
