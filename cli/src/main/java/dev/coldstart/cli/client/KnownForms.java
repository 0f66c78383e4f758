package dev.coldstart.cli.client;

import dev.coldstart.cli.build.BuildConfiguration;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.measure.BuiltForms;
import dev.coldstart.cli.measure.Candidate;
import dev.coldstart.cli.measure.Inspected;
import dev.coldstart.cli.revision.WorkingCopy;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.protocol.KnownBuild;
import dev.coldstart.protocol.ServiceClient;
import dev.coldstart.protocol.Submission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a service knows of commits: forms that were built of one with the same configuration need be neither built nor sent
 * again. Only of files that are as they were committed: of others nobody could say again what they were.
 */
public final class KnownForms {

    private static final int SHOWN_OF_COMMIT = 12;

    private final Map<String, String> configurations = new HashMap<>();
    private final Map<String, Submission.SubmittedArtifact> known = new HashMap<>();
    private Submission.Revision revision;

    /** @param revision what is said of it so far; what is known of the commits is added */
    public KnownForms(Submission.Revision revision) {
        this.revision = revision;
    }

    /** Says of which commit head's forms are built, so that they are known the next time. */
    public void head(Config config, List<FormSettings> forms, Optional<WorkingCopy> sources) {
        sources.filter(copy -> isOr(revision.commit(), copy)).ifPresent(copy -> {
            revision = commits(Optional.of(copy.commit()), revision.baseCommit());
            configure(config, Variant.HEAD, forms, copy);
        });
    }

    /** Asks for base's forms; those that are not in the answer are to be built. */
    public BuiltForms.Some base(
            RemoteMeasurement.Target target,
            Config config,
            List<FormSettings> forms,
            Optional<WorkingCopy> sources,
            Progress progress) {
        Optional<WorkingCopy> usable = sources.filter(copy -> isOr(revision.baseCommit(), copy));
        if (usable.isEmpty()) {
            return new BuiltForms.Some(new BuiltForms(List.of(), Map.of()), forms);
        }
        String commit = usable.get().commit();
        revision = commits(revision.commit(), Optional.of(commit));
        configure(config, Variant.BASE, forms, usable.get());
        progress.show("asking what is known of base");
        List<Inspected> found = new ArrayList<>();
        List<FormSettings> rest = new ArrayList<>();
        try (ServiceClient service = RemoteMeasurement.connect(target)) {
            for (FormSettings form : forms) {
                String configuration = configurations.getOrDefault(name(form, Variant.BASE), "");
                Optional<KnownBuild> build =
                        RemoteMeasurement.trying(() -> service.known(commit, form.name(), here(), configuration));
                build.ifPresentOrElse(b -> found.add(inspected(form, commit, b)), () -> rest.add(form));
            }
        } finally {
            progress.clear();
        }
        return new BuiltForms.Some(new BuiltForms(found, Map.of()), rest);
    }

    private Inspected inspected(FormSettings form, String commit, KnownBuild build) {
        Variant variant = new Variant(
                form.name(), Variant.BASE, build.artifact().nativeArchitecture().orElse(here()));
        known.put(variant.name(), build.artifact());
        BuildRecord record = build.build().of(variant.name());
        return new Inspected(
                new Candidate(variant, Optional.of(record), Optional.empty()),
                List.of(variant.name() + " was not built now: the service has it of commit "
                        + commit.substring(0, Math.min(SHOWN_OF_COMMIT, commit.length()))
                        + ", built with the same settings and tools; its build time is of then"));
    }

    private void configure(Config config, String of, List<FormSettings> forms, WorkingCopy copy) {
        String place = copy.prefix() + config.file().getFileName();
        forms.forEach(form -> configurations.put(name(form, of), BuildConfiguration.digest(config, form, place)));
    }

    private Submission.Revision commits(Optional<String> commit, Optional<String> baseCommit) {
        return new Submission.Revision(
                commit,
                baseCommit,
                revision.pullRequest(),
                revision.ref(),
                revision.fork(),
                revision.at(),
                revision.release());
    }

    /** A build of a merge that is measured for another commit is known of neither. */
    private static boolean isOr(Optional<String> said, WorkingCopy copy) {
        return said.isEmpty() || said.get().equals(copy.commit());
    }

    private static String name(FormSettings form, String revision) {
        return new Variant(form.name(), revision, here()).name();
    }

    private static Architecture here() {
        return Architecture.of(System.getProperty("os.arch"));
    }

    /** What is known of the revision by now. */
    Submission.Revision revision() {
        return revision;
    }

    /** What a variant was built with, where that may be told. */
    Optional<String> configuration(String variant) {
        return Optional.ofNullable(configurations.get(variant));
    }

    /** What a service has of a variant already. */
    Optional<Submission.SubmittedArtifact> artifact(String variant) {
        return Optional.ofNullable(known.get(variant));
    }
}
