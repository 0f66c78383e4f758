package dev.coldstart.core.sample;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.study.StudyRun;
import java.util.List;
import java.util.Optional;

/**
 * Everything a report is made from. A set without an {@link End} was cut off; what is in it still counts.
 *
 * @param starts in the order in which they were made
 * @param notes what was found out on the way and a reader should know, one sentence each
 * @param answers what the forms answered to the requests that are compared, in the order in which they were asked
 * @param frames lines of native stack traces that were found in the sources
 * @param studies what studies saw, in the order in which it was seen
 * @param versions of what measured and built; empty where the file does not say
 */
public record SampleSet(
        Plan plan,
        List<BuildRecord> builds,
        List<Artifact> artifacts,
        Optional<Machine> machine,
        List<Start> starts,
        Optional<End> end,
        List<String> notes,
        List<Answers> answers,
        List<ResolvedFrame> frames,
        Optional<Versions> versions,
        List<StudyRun> studies) {
    public SampleSet {
        answers = List.copyOf(answers);
        notes = List.copyOf(notes);
        frames = List.copyOf(frames);
        builds = List.copyOf(builds);
        artifacts = List.copyOf(artifacts);
        starts = List.copyOf(starts);
        studies = List.copyOf(studies);
    }

    /** A set without studies. */
    public SampleSet(
            Plan plan,
            List<BuildRecord> builds,
            List<Artifact> artifacts,
            Optional<Machine> machine,
            List<Start> starts,
            Optional<End> end,
            List<String> notes,
            List<Answers> answers,
            List<ResolvedFrame> frames,
            Optional<Versions> versions) {
        this(plan, builds, artifacts, machine, starts, end, notes, answers, frames, versions, List.of());
    }

    /** A set of starts alone: no notes, no answers, no stack traces, and it does not say with what it was measured. */
    public SampleSet(
            Plan plan,
            List<BuildRecord> builds,
            List<Artifact> artifacts,
            Optional<Machine> machine,
            List<Start> starts,
            Optional<End> end) {
        this(plan, builds, artifacts, machine, starts, end, List.of(), List.of(), List.of(), Optional.empty());
    }

    /** The same with other answers. */
    public SampleSet withAnswers(List<Answers> others) {
        return new SampleSet(plan, builds, artifacts, machine, starts, end, notes, others, frames, versions, studies);
    }

    /** The same with another end. */
    public SampleSet withEnd(End other) {
        return new SampleSet(
                plan,
                builds,
                artifacts,
                machine,
                starts,
                Optional.of(other),
                notes,
                answers,
                frames,
                versions,
                studies);
    }
}
