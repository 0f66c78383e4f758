package dev.coldstart.runner;

import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was seen of a start that has not come to its expected answer, for the sentence that is said when it never does.
 *
 * @param at where the last answer, or what was none, came from
 */
record Failing(Optional<InetSocketAddress> at, Optional<AnswerCheck.Mismatch> mismatch, Optional<String> lastBreak) {

    static Failing nothingYet() {
        return new Failing(Optional.empty(), Optional.empty(), Optional.empty());
    }

    Failing answered(InetSocketAddress where, AnswerCheck.Mismatch what) {
        return new Failing(Optional.of(where), Optional.of(what), lastBreak);
    }

    /** @param cutShort whether it had less time than an attempt has, so that one before it tells more */
    Failing broken(InetSocketAddress where, String what, boolean cutShort) {
        return lastBreak.isPresent() && cutShort
                ? this
                : new Failing(
                        at.isPresent() && mismatch.isPresent() ? at : Optional.of(where), mismatch, Optional.of(what));
    }

    Outcome.Failed exited() {
        String noV6 = mismatch.isEmpty() && lastBreak.isEmpty() && !Proc.hasLoopbackV6()
                ? "; there is no IPv6 in its container, in case it needs it: the engine or its kernel has it switched off"
                : "";
        return Failures.exited(mismatch.map(m -> ", after " + m.detail()).orElse("") + noV6);
    }

    /** After all these attempts. It may ask once more, to find out what is spoken there. */
    Outcome.Failed givenUp(ProbeTargets targets, Duration after) throws IOException {
        String within = " within " + after.toMillis() + " ms";
        List<InetSocketAddress> listeners = SocketTable.listeners();
        if (mismatch.isPresent()) {
            return Failures.of(
                    mismatch.get().reason(),
                    mismatch.get().detail() + where(targets, listeners) + spoken(mismatch.get()));
        }
        if (lastBreak.isPresent()) {
            return Failures.of(
                    FailureReason.TIMED_OUT,
                    "no whole answer" + within + ": " + lastBreak.get() + where(targets, listeners)
                            + at.flatMap(Languages::spokenAt).map(s -> "; " + s).orElse(""));
        }
        OptionalInt port = targets.port();
        String wanted = port.isEmpty()
                ? "no port opened"
                : "port " + port.getAsInt()
                        + (targets.remembered() ? ", on which the app was found to answer before," : "")
                        + " did not open";
        return Failures.of(FailureReason.NEVER_LISTENED, wanted + within + instead(listeners));
    }

    /** Of several ports, the one that is spoken of. */
    private String where(ProbeTargets targets, List<InetSocketAddress> listeners) {
        return targets.port().isPresent() || listeners.size() < 2 || at.isEmpty()
                ? ""
                : " (on " + Addresses.text(at.get()) + "; it listens on " + Addresses.list(listeners)
                        + ": say with port which is the app's)";
    }

    private String spoken(AnswerCheck.Mismatch what) {
        return what.badRequest()
                ? at.flatMap(Languages::spokenAt).map(s -> "; " + s).orElse("")
                : "";
    }

    private static String instead(List<InetSocketAddress> listeners) {
        if (!listeners.isEmpty()) {
            return "; it listens on " + Addresses.list(listeners);
        }
        List<String> paths = Proc.unixListeners();
        if (!paths.isEmpty()) {
            return "; it listens on a UNIX socket alone, " + String.join(", ", paths)
                    + ", and only TCP can be asked: let it listen on a port while it is measured";
        }
        return Proc.hasLoopbackV6()
                ? ""
                : "; there is no IPv6 in its container, in case it listens by that alone: the engine or its kernel has it"
                        + " switched off";
    }
}
