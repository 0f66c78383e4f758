package dev.coldstart.core.sample;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.study.StudyRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a {@link SampleSet} together from its lines, whether they come from a file or from a running comparison. */
public final class SampleCollector {

    private @Nullable Plan plan;
    private final List<BuildRecord> builds = new ArrayList<>();
    private final List<Artifact> artifacts = new ArrayList<>();
    private @Nullable Machine machine;
    private final List<Start> starts = new ArrayList<>();
    private @Nullable End end;
    private final List<Answers> answers = new ArrayList<>();
    private int requests;
    private final List<StudyRun> studies = new ArrayList<>();
    private final Set<StudyRun.Key> studied = new HashSet<>();
    private Set<String> asked = Set.of();
    private final List<ResolvedFrame> frames = new ArrayList<>();
    private @Nullable Versions versions;
    private final List<String> notes = new ArrayList<>();
    private Set<String> variants = Set.of();
    private final Set<String> seen = new HashSet<>();

    /**
     * Takes one line.
     *
     * @throws SampleFormatException when it can't be what was measured, saying why
     */
    public void add(SampleLine line) {
        if (plan == null && !(line instanceof SampleLine.OfPlan)) {
            throw new SampleFormatException("it comes before the plan");
        }
        switch (line) {
            case SampleLine.OfPlan(String schema, Plan value) -> {
                if (!schema.equals(SampleLine.SCHEMA)) {
                    throw new SampleFormatException(
                            "schema " + schema + " is not one this version reads (" + SampleLine.SCHEMA + ")");
                }
                if (plan != null) {
                    throw new SampleFormatException("it is a second plan");
                }
                plan = value;
                requests = value.behaviour().size();
                asked = value.studies().stream()
                        .flatMap(List::stream)
                        .map(Study::id)
                        .collect(Collectors.toSet());
                variants = value.variants().stream().map(v -> v.name()).collect(Collectors.toSet());
            }
            case SampleLine.OfBuild(BuildRecord build) -> {
                known("a build", build.variant());
                builds.add(build);
            }
            case SampleLine.OfArtifact(Artifact artifact) -> {
                known("an artifact", artifact.variant());
                artifacts.add(artifact);
            }
            case SampleLine.OfMachine(Machine value) -> machine = value;
            case SampleLine.OfVersions(Versions value) -> versions = value;
            case SampleLine.OfNote(String note) -> notes.add(note);
            case SampleLine.OfFrame(ResolvedFrame frame) -> frames.add(frame);
            case SampleLine.OfEnd(End value) -> end = value;
            case SampleLine.OfAnswers(Answers value) -> answers(value);
            case SampleLine.OfStudy(StudyRun run) -> study(run);
            case SampleLine.OfStart(Start start) -> {
                known("a start", start.variant());
                if (!seen.add(start.variant() + "/" + start.block())) {
                    throw new SampleFormatException(
                            "it is a second start of " + start.variant() + " in block " + start.block());
                }
                starts.add(start);
            }
        }
    }

    private void answers(Answers value) {
        if (!variants.contains(value.variant())) {
            throw new SampleFormatException("it has answers of " + value.variant() + ", which the plan does not name");
        }
        if (value.replies().size() != requests) {
            throw new SampleFormatException("it has " + value.replies().size() + " answers of " + value.variant()
                    + ", and the plan has " + requests + " requests");
        }
        if (answers.stream().anyMatch(a -> a.variant().equals(value.variant()) && a.block() == value.block())) {
            throw new SampleFormatException(
                    "it has answers of " + value.variant() + " in block " + value.block() + " for a second time");
        }
        answers.add(value);
    }

    private void study(StudyRun run) {
        known("a study", run.variant());
        if (!asked.contains(run.study())) {
            throw new SampleFormatException("it is of a study that the plan does not ask for: " + run.study());
        }
        if (!studied.add(run.key())) {
            throw new SampleFormatException("it is a second run of the study " + run.study() + " of " + run.variant()
                    + " in block " + run.block());
        }
        studies.add(run);
    }

    private void known(String what, String variant) {
        if (!variants.contains(variant)) {
            throw new SampleFormatException("it is " + what + " of " + variant + ", which the plan does not name");
        }
    }

    /** What was put together; empty as long as there is no plan. */
    public Optional<SampleSet> samples() {
        return Optional.ofNullable(plan)
                .map(p -> new SampleSet(
                        p,
                        builds,
                        artifacts,
                        Optional.ofNullable(machine),
                        starts,
                        Optional.ofNullable(end),
                        notes,
                        answers,
                        frames,
                        Optional.ofNullable(versions),
                        studies));
    }
}
