package dev.coldstart.cli.build;

import dev.coldstart.cli.config.FormSettings;

/** Hears of builds as they go. Called from another thread than the one that builds. */
public interface BuildListener {

    /** Hears nothing. */
    BuildListener NONE = (form, line) -> {};

    /**
     * One line of a build's output; not trusted.
     *
     * @param form what is being built
     */
    void line(FormSettings form, String line);
}
