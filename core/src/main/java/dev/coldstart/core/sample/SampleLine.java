package dev.coldstart.core.sample;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.study.StudyRun;

/** One line of {@code samples.jsonl}. The plan comes first; the rest as it happens. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SampleLine.OfPlan.class, name = "plan"),
    @JsonSubTypes.Type(value = SampleLine.OfBuild.class, name = "build"),
    @JsonSubTypes.Type(value = SampleLine.OfArtifact.class, name = "artifact"),
    @JsonSubTypes.Type(value = SampleLine.OfVersions.class, name = "versions"),
    @JsonSubTypes.Type(value = SampleLine.OfMachine.class, name = "machine"),
    @JsonSubTypes.Type(value = SampleLine.OfNote.class, name = "note"),
    @JsonSubTypes.Type(value = SampleLine.OfStart.class, name = "start"),
    @JsonSubTypes.Type(value = SampleLine.OfAnswers.class, name = "answers"),
    @JsonSubTypes.Type(value = SampleLine.OfStudy.class, name = "study"),
    @JsonSubTypes.Type(value = SampleLine.OfFrame.class, name = "frame"),
    @JsonSubTypes.Type(value = SampleLine.OfEnd.class, name = "end")
})
public sealed interface SampleLine {
    /** The schema of the file this code writes. */
    String SCHEMA = "coldstart.samples/1";

    record OfPlan(String schema, Plan plan) implements SampleLine {}

    record OfBuild(BuildRecord build) implements SampleLine {}

    record OfArtifact(Artifact artifact) implements SampleLine {}

    record OfVersions(Versions versions) implements SampleLine {}

    record OfMachine(Machine machine) implements SampleLine {}

    record OfNote(String note) implements SampleLine {}

    record OfStart(Start start) implements SampleLine {}

    record OfAnswers(Answers answers) implements SampleLine {}

    record OfStudy(StudyRun study) implements SampleLine {}

    record OfFrame(ResolvedFrame frame) implements SampleLine {}

    record OfEnd(End end) implements SampleLine {}
}
