package dev.coldstart.core.artifact;

/**
 * One trim, AOT or compiler warning, counted once however often the build printed it.
 *
 * @param code such as {@code IL2026}
 * @param assembly the assembly or project it is about; empty when the build did not say
 * @param place {@code file(line,column)}, or a member's name; empty when the build did not say
 */
public record BuildWarning(String code, String assembly, String place, String message) {}
