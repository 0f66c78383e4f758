package dev.coldstart.measure.run;

import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.probe.Seen;
import dev.coldstart.core.sample.Outcome;

/** Words for an expected answer that did not last. */
final class Relapses {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private Relapses() {}

    static String note(Variant variant, Seen.Relapse relapse, Outcome outcome) {
        String then = "; every later start is counted from the answer that lasts";
        if (relapse.goodNs() == 0) {
            return variant.name() + " was no longer ready a second after its first answer: " + relapse.what() + then;
        }
        String again = outcome instanceof Outcome.Started started
                ? ", and as expected for good after " + millis(started.phases().firstNs())
                : "";
        return variant.name() + " answered as expected after " + millis(relapse.goodNs()) + ", then not (after "
                + millis(relapse.lostNs()) + ": " + relapse.what() + ")" + again + then;
    }

    private static String millis(long nanos) {
        return nanos / NANOS_PER_MILLI + " ms";
    }
}
