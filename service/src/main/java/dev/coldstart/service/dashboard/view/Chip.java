package dev.coldstart.service.dashboard.view;

import dev.coldstart.protocol.State;

/**
 * A word that stands for what a comparison came to or is doing.
 *
 * @param tone {@code good}, {@code bad}, {@code busy} or {@code plain}
 */
public record Chip(String text, String tone) {

    /** Of a report's answer. */
    public static Chip verdict(String answer) {
        return switch (answer) {
            case "adopt" -> new Chip("adopt", "good");
            case "adopt-r2r" -> new Chip("adopt ReadyToRun", "good");
            case "stay" -> new Chip("stay", "plain");
            case "blocked" -> new Chip("blocked", "bad");
            case "inconclusive" -> new Chip("inconclusive", "plain");
            default -> new Chip(answer, "plain");
        };
    }

    /** Of a comparison's state, where there is no answer. */
    public static Chip state(State state) {
        return switch (state) {
            case QUEUED, MEASURING -> new Chip(state.id(), "busy");
            case FAILED, EXPIRED -> new Chip(state.id(), "bad");
            case REPORTED, CANCELLED, SUPERSEDED -> new Chip(state.id(), "plain");
        };
    }
}
