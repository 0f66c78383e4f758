package dev.coldstart.core.sample;

/** A samples file that can't be read; the message names the line and what is wrong with it. */
public final class SampleFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SampleFormatException(String message) {
        super(message);
    }
}
