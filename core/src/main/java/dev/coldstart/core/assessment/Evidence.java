package dev.coldstart.core.assessment;

import dev.coldstart.core.policy.FormKind;
import java.util.List;
import java.util.Optional;

/**
 * What was measured and seen of one form, as the gate needs it.
 *
 * @param variant its name in the report
 * @param gain whether its gain in start is enough, and the sentence with the figure
 * @param fault why it can't be used as it is: it was not built, fails, or answers otherwise; empty where it works
 * @param starts how its counted starts went
 * @param slowerOnceWarm what it does worse than the reference once warm; empty where it does not, or nobody looked
 * @param build what its build said; empty where nobody saw it being built
 */
public record Evidence(
        String variant,
        String form,
        Gain gain,
        Reason gainSaid,
        Optional<String> fault,
        Starts starts,
        Optional<Reason> slowerOnceWarm,
        Optional<Build> build) {

    public FormKind kind() {
        return FormKind.of(form);
    }

    /** The same where the form can't be used: how fast it answers what it should not is no gain. */
    Evidence withoutGain() {
        return gain == Gain.UNKNOWN
                ? this
                : new Evidence(
                        variant,
                        form,
                        Gain.UNKNOWN,
                        Reason.of("its gain is not counted: " + fault.orElse("it can't be used as it is")),
                        fault,
                        starts,
                        slowerOnceWarm,
                        build);
    }

    /** The 10 % rule, on the interval. */
    public enum Gain {
        /** At least the minimum even at the cautious end. */
        ENOUGH,
        /** Not even at the hopeful end. */
        SHORT,
        /** The minimum lies inside the interval, or there is no interval. */
        OPEN,
        /** There is no figure. */
        UNKNOWN
    }

    /**
     * Counted starts.
     *
     * @param baselineMade the baseline's, for comparison
     */
    public record Starts(int made, int failed, int baselineMade, int baselineFailed) {

        /** Whether it fails more often than the baseline does. */
        boolean failMore() {
            return failed > 0 && (long) failed * Math.max(baselineMade, 1) > (long) baselineFailed * made;
        }
    }

    /**
     * Trim and AOT warnings.
     *
     * @param extent whether they are all that there are
     * @param ofOwnCode in the app's own source
     * @param unplaced in code that the build names no package for
     * @param packages those that the build used, with the other warnings; and assemblies of no known package that cause some
     */
    public record Build(Extent extent, int ofOwnCode, int unplaced, List<Warned> packages) {
        public Build {
            packages = List.copyOf(packages);
        }

        /** All of them. */
        public int warnings() {
            return ofOwnCode
                    + unplaced
                    + packages.stream().mapToInt(Warned::warnings).sum();
        }
    }

    /** How far a build came. */
    public enum Extent {
        WHOLE,
        /** It failed, and what it would have warned of later is not known. */
        STOPPED,
        /** It warned of what nobody wrote down. */
        UNHEARD
    }

    /** A package, or an assembly of no known package, with its warnings. */
    public record Warned(String name, Optional<String> version, int warnings) {}
}
