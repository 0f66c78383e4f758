package dev.coldstart.core.diagnosis;

/**
 * What went wrong with a variant, as far as what it said is known, and what usually helps.
 *
 * @param id of the entry of the data file that matched
 * @param variant {@link dev.coldstart.core.plan.Variant#name()}
 * @param sentence what it means; may hold captured text, which is not trusted
 * @param remedy what usually helps; likewise
 * @param evidence the line that it was told by, cut to 300 characters and not trusted; empty where a reason or a signal told
 *     it
 */
public record Diagnosis(String id, String variant, String sentence, String remedy, String evidence) {}
