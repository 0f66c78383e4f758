package dev.coldstart.protocol;

import dev.coldstart.core.artifact.BuildRecord;

/** A build that the service has, as it is submitted again. */
public record KnownBuild(Submission.SubmittedArtifact artifact, BuildRecord build) {}
