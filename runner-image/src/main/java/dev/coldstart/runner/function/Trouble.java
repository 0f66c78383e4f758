package dev.coldstart.runner.function;

/** Something that a function's client did and after which its start is none. */
public sealed interface Trouble {

    /** It said that it can't start. */
    record InitError(FunctionEvent.Problem problem) implements Trouble {}

    /**
     * It did what the Runtime API does not allow.
     *
     * @param what one sentence of it, without an end
     */
    record Misuse(String what) implements Trouble {}
}
