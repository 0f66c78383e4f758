package dev.coldstart.core.cost;

/** One of something for each architecture. */
public record ByArchitecture<T>(T x64, T arm64) {}
