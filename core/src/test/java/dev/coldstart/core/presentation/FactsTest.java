package dev.coldstart.core.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.report.Draft;
import dev.coldstart.core.sample.Limit;
import dev.coldstart.core.sample.Machine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FactsTest {

    private static final Machine ALL = new Draft("app", List.of("jit", "aot")).machine.orElseThrow();

    private static Machine without(List<Limit> limits) {
        return new Machine(
                ALL.architecture(),
                ALL.cpuModel(),
                ALL.cpuCount(),
                ALL.memoryBytes(),
                ALL.kernel(),
                ALL.engine(),
                ALL.cgroup(),
                "",
                "",
                ALL.governor(),
                ALL.notes(),
                Optional.of(limits));
    }

    private static String eachStart(Machine machine) {
        Draft draft = new Draft("app", List.of("jit", "aot"));
        draft.machine = Optional.of(machine);
        return Facts.of(draft.situation("facts").report()).stream()
                .filter(fact -> fact.name().equals("Each start"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Test
    void whatTheEngineCouldNotLimitIsNotClaimed() {
        assertThat(eachStart(ALL)).contains("1 CPU, 512 MiB of memory, no network");
        assertThat(eachStart(without(List.of(Limit.MEMORY, Limit.CPU_PINNING))))
                .contains("512 MiB of memory (as asked for; the engine can't limit memory; pin to a CPU), no network");
    }

    @Test
    void howOftenTheProberAsksIsAsItWas() {
        Draft draft = new Draft("app", List.of("jit", "aot"));
        assertThat(Facts.method(draft.situation("facts").report()))
                .contains("tried every 0.1 ms as long as nothing listens, then every 1 ms.");
        draft.machine = Optional.of(without(List.of(Limit.CPU_PINNING)));
        assertThat(Facts.method(draft.situation("facts").report())).contains("tried every 1 ms.");
    }

    /** A machine that had everything is written as it always was, and older samples are read. */
    @Test
    void whereAllWasHadNothingIsWritten() {
        assertThat(Json.line().writeValueAsString(without(List.of()))).doesNotContain("not-had");
        String text = Json.line().writeValueAsString(without(List.of(Limit.CPU_QUOTA)));
        assertThat(text).contains("\"not-had\":[\"cpu-quota\"]");
        assertThat(Json.line().readValue(text, Machine.class).lacks(Limit.CPU_QUOTA))
                .isTrue();
        assertThat(Json.line()
                        .readValue(Json.line().writeValueAsString(ALL), Machine.class)
                        .lacks(Limit.CPU_QUOTA))
                .isFalse();
    }
}
