package dev.coldstart.core.wording;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;

/** What a form does worse than another when both are warm, in words. */
public final class OnceWarm {

    private OnceWarm() {}

    /**
     * {@code once warm it answers 18 % fewer requests a second than jit (14 % to 22 %)}.
     *
     * @param contrast of throughput, or of what a request costs
     */
    public static String said(Contrast contrast, String form, String than) {
        String change = Change.inWords(contrast, than);
        return contrast.metric() == Metric.THROUGHPUT
                ? "once warm " + form + " answers " + change
                : "once warm a request to " + form + " needs " + change;
    }
}
