package dev.coldstart.measure.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class OwnerTest {

    @Test
    void whoLivesIsNotGone() {
        assertThat(Owner.ours()).matches("[0-9a-f-]{36} pid:\\[\\d+] \\d+ \\d+");
        assertThat(Owner.isGone(Owner.ours())).isFalse();
    }

    @Test
    void whoHasEndedIs() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        String owner = Owner.of(process.pid());
        assertThat(Owner.isGone(owner)).isFalse();
        process.destroyForcibly().waitFor();
        assertThat(Owner.isGone(owner)).isTrue();
    }

    /** A number is given again: another process that has it is not the one. */
    @Test
    void anotherWithItsNumberIsNotIt() {
        assertThat(Owner.isGone(Owner.ours().replaceFirst("\\d+$", "1"))).isTrue();
    }

    @Test
    void ofAnotherMachineNothingIsKnown() {
        assertThat(Owner.isGone(Owner.ours().replaceFirst("^.", "x"))).isFalse();
        assertThat(Owner.isGone(Owner.ours().replaceFirst("pid:\\[\\d+]", "pid:[1]")))
                .isFalse();
        assertThat(Owner.isGone("")).isFalse();
        assertThat(Owner.isGone("what is this now")).isFalse();
    }
}
