package dev.coldstart.core.sample;

/** What the container engine took to create and to start the container, in nanoseconds: outside the figure, beside it. */
public record Platform(long createNs, long startNs) {
    public static final Platform UNKNOWN = new Platform(0, 0);

    public Platform {
        if (createNs < 0 || startNs < 0) {
            throw new IllegalArgumentException("an engine's time can't be negative");
        }
    }
}
