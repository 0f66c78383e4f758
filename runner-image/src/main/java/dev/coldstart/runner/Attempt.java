package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;

/** What came of one attempt to get an answer. */
sealed interface Attempt {

    /** Nothing listens there. */
    record Refused() implements Attempt {}

    /**
     * A connection was had and no whole answer.
     *
     * @param connectedAt when, by {@link System#nanoTime()}
     */
    record Broken(long connectedAt, String what) implements Attempt {}

    /**
     * A whole answer.
     *
     * @param connectedAt when the connection was had, by {@link System#nanoTime()}
     * @param answeredAt when the last byte had been read
     */
    record Answered(long connectedAt, long answeredAt, Answer answer) implements Attempt {}
}
