package dev.coldstart.measure.run;

import dev.coldstart.core.diagnosis.CacheRefusal;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.measure.engine.LogExcerpt;
import dev.coldstart.measure.engine.Postmortem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts together what the prober saw of a failed start and what the engine knows of it. */
final class Postmortems {

    private static final int SIGNAL_BASE = 128;
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(15, "SIGTERM"),
            Map.entry(31, "SIGSYS"));

    private Postmortems() {}

    /** Exit code, signal and memory only where the app ended by itself: otherwise it was the prober that ended it. */
    static Outcome.Failed complete(Outcome.Failed seen, Postmortem engine) {
        if (!seen.log().isEmpty() || seen.exitCode().isPresent()) {
            return program(seen, engine);
        }
        if (seen.reason() != FailureReason.EXITED) {
            return new Outcome.Failed(
                    seen.reason(), seen.detail(), OptionalInt.empty(), Optional.empty(), engine.log());
        }
        if (engine.killedForMemory()) {
            return forMemory(engine.exitCode(), engine.log());
        }
        // A cache that is measured is one that the JVM is held to: it ends rather than go on without.
        if (CacheRefusal.isIn(engine.log())) {
            return cacheRefused(engine.exitCode(), engine.log());
        }
        return new Outcome.Failed(
                FailureReason.EXITED,
                seen.detail() + perhapsAProgram(engine.exitCode()),
                engine.exitCode(),
                signal(engine.exitCode()),
                engine.log());
    }

    private static String perhapsAProgram(OptionalInt code) {
        return code.isPresent() && code.getAsInt() == 0
                ? "; an app whose work is done then is measured with scenario: program, or compare --program"
                : "";
    }

    /** Of a program the prober has the exit code and the output, and the engine knows why it was killed. */
    private static Outcome.Failed program(Outcome.Failed seen, Postmortem engine) {
        List<String> log = seen.log().isEmpty() ? engine.log() : LogExcerpt.of(seen.log());
        OptionalInt code = seen.exitCode();
        if (engine.killedForMemory()) {
            return forMemory(code, log);
        }
        if (CacheRefusal.isIn(log)) {
            return cacheRefused(code, log);
        }
        return new Outcome.Failed(seen.reason(), seen.detail(), code, signal(code), log);
    }

    private static Outcome.Failed forMemory(OptionalInt code, List<String> log) {
        return new Outcome.Failed(
                FailureReason.KILLED_FOR_MEMORY,
                "the kernel ended it at its memory limit",
                code,
                Optional.of("SIGKILL"),
                log);
    }

    private static Outcome.Failed cacheRefused(OptionalInt code, List<String> log) {
        return new Outcome.Failed(
                FailureReason.NOT_IN_FORCE,
                "the JVM refused the AOT cache"
                        + CacheRefusal.reason(log).map(r -> ": " + r).orElse(""),
                code,
                Optional.empty(),
                log);
    }

    /** @param engine what it knows of the app, asked where the answers need explaining */
    static Answers answers(String variant, int block, List<Reply> replies, Optional<Postmortem> engine) {
        boolean ended = replies.stream()
                .anyMatch(r -> r instanceof Reply.Missing missing && missing.cause() == Reply.Cause.ENDED);
        return new Answers(
                variant,
                block,
                replies,
                engine.filter(e -> ended).map(Postmortems::ended),
                engine.map(Postmortem::log).orElse(List.of()));
    }

    private static Outcome.Failed ended(Postmortem postmortem) {
        Outcome.Failed seen = new Outcome.Failed(
                FailureReason.EXITED,
                "its process ended while it was asked",
                OptionalInt.empty(),
                Optional.empty(),
                List.of());
        Outcome.Failed failed = complete(seen, postmortem);
        return new Outcome.Failed(failed.reason(), failed.detail(), failed.exitCode(), failed.signal(), List.of());
    }

    private static Optional<String> signal(OptionalInt exitCode) {
        return exitCode.isPresent() && exitCode.getAsInt() > SIGNAL_BASE
                ? Optional.ofNullable(SIGNALS.get(exitCode.getAsInt() - SIGNAL_BASE))
                : Optional.empty();
    }
}
