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
}
