package dev.coldstart.measure.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.measure.engine.Postmortem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PostmortemsTest {

    private static final Outcome.Failed EXITED =
            new Outcome.Failed(FailureReason.EXITED, "it ended", OptionalInt.empty(), Optional.empty(), List.of());

    @Test
    void aJvmThatRefusesItsCacheSaysSo() {
        Outcome.Failed failed = Postmortems.complete(
                EXITED,
                new Postmortem(
                        OptionalInt.of(1),
                        false,
                        List.of(
                                "[0.036s][error][aot] AOT cache has aot-linked classes. It cannot be used with JDWP agent",
                                "[0.037s][error][aot] Unable to map shared spaces",
                                "Error occurred during initialization of VM",
                                "Unable to use AOT cache.")));
        assertThat(failed.reason()).isEqualTo(FailureReason.NOT_IN_FORCE);
        assertThat(failed.detail())
                .isEqualTo(
                        "the JVM refused the AOT cache: AOT cache has aot-linked classes. It cannot be used with JDWP"
                                + " agent");
    }

    @Test
    void anyOtherEndIsOne() {
        Outcome.Failed failed = Postmortems.complete(
                EXITED, new Postmortem(OptionalInt.of(1), false, List.of("java.lang.Error: [error][aot] no log line")));
        assertThat(failed.reason()).isEqualTo(FailureReason.EXITED);
    }

    @Test
    void whatEndsWellIsPerhapsAProgram() {
        Outcome.Failed failed = Postmortems.complete(EXITED, new Postmortem(OptionalInt.of(0), false, List.of()));
        assertThat(failed.detail()).contains("scenario: program");
        assertThat(Postmortems.complete(EXITED, new Postmortem(OptionalInt.of(1), false, List.of()))
                        .detail())
                .isEqualTo("it ended");
    }

    @Test
    void aProgramsEndIsAsTheProberWasTold() {
        Outcome.Failed seen = new Outcome.Failed(
                FailureReason.WRONG_EXIT, "it was ended", OptionalInt.of(139), Optional.empty(), List.of("boom"));
        Outcome.Failed failed = Postmortems.complete(seen, new Postmortem(OptionalInt.of(137), false, List.of()));
        assertThat(failed.signal()).contains("SIGSEGV");
        assertThat(failed.exitCode()).hasValue(139);
        assertThat(failed.log()).containsExactly("boom");
        assertThat(Postmortems.complete(seen, new Postmortem(OptionalInt.of(137), true, List.of()))
                        .reason())
                .isEqualTo(FailureReason.KILLED_FOR_MEMORY);
    }
}
