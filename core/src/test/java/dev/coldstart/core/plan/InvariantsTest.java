package dev.coldstart.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan can't hold, whoever makes it. */
final class InvariantsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    static Stream<Named<Supplier<Object>>> refused() {
        return Stream.of(
                refused("status 99", () -> Expectation.status(99)),
                refused("status 600", () -> Expectation.status(600)),
                refused("a regular expression that is none", () -> new BodyExpectation.Matches("(")),
                refused("a method in lower case", () -> request("get", "/", Map.of())),
                refused("no method", () -> request("", "/", Map.of())),
                refused("a path without a slash", () -> request("GET", "users", Map.of())),
                refused("a path that smuggles a header", () -> request("GET", "/ HTTP/1.1\r\nX: y", Map.of())),
                refused("a header's name with a colon", () -> request("GET", "/", Map.of("a:b", "c"))),
                refused("a header's name that is empty", () -> request("GET", "/", Map.of("", "c"))),
                refused("a header's value that smuggles another", () -> request("GET", "/", Map.of("a", "b\r\nc: d"))),
                refused("port 0", () -> scenario(OptionalInt.of(0), SECOND, SECOND)),
                refused("port 65536", () -> scenario(OptionalInt.of(65536), SECOND, SECOND)),
                refused("no deadline", () -> scenario(OptionalInt.empty(), Duration.ZERO, SECOND)),
                refused("polling backwards", () -> scenario(OptionalInt.empty(), SECOND, SECOND.negated())),
                refused(
                        "a deadline longer than anybody waits",
                        () -> scenario(OptionalInt.empty(), Duration.ofDays(1), SECOND)),
                refused(
                        "a deadline beyond all nanoseconds",
                        () -> scenario(OptionalInt.empty(), Duration.ofSeconds(Long.MAX_VALUE), SECOND)),
                refused("polling without a pause", () -> scenario(OptionalInt.empty(), SECOND, Duration.ofNanos(1))),
                refused("a path without an end", () -> request("GET", "/" + "a".repeat(10_000), Map.of())),
                refused("a header without an end", () -> request("GET", "/", Map.of("a", "b".repeat(10_000)))),
                refused("a body without an end", () -> new BodyExpectation.Text("a".repeat(2 << 20))),
                refused("more memory than there is", () -> run(1, 1L << 60)),
                refused("a variable with a line break in its name", () -> env("A\nB", "c")),
                refused("a variable with a sign of equality in its name", () -> env("A=B", "c")),
                refused("a variable without a name", () -> env("", "c")),
                refused("a variable with a zero byte", () -> env("A", "b\0c")),
                refused("a variable that no program could be given", () -> env("A", "b".repeat(200_000))),
                refused("more variables than anybody has", () -> many(1_000)),
                refused("an image whose name has a line break", () -> image("a\nb")),
                refused("an image without a name", () -> image("")),
                refused("more requests than are compared", () -> asking(ParityRequest.MAX_REQUESTS + 1)),
                refused("a look-ahead", () -> new BodyExpectation.Matches("a(?=b)")),
                refused(
                        "an expression that repeats what is repeated",
                        () -> new BodyExpectation.Matches("(a{40}){40}")),
                refused("an expression without an end", () -> new BodyExpectation.Matches("a".repeat(2_000))),
                refused("no CPU", () -> run(0, 1 << 30)),
                refused("CPUs that are no number", () -> run(Double.NaN, 1 << 30)),
                refused("more CPUs than there are anywhere", () -> run(2000, 1 << 30)),
                refused("memory below an engine's least", () -> run(1, (6 << 20) - 1)),
                refused("no block", () -> new Sampling(0, 10, 0, 0.05, 1)),
                refused("most below least", () -> new Sampling(10, 9, 0, 0.05, 1)),
                refused("too many blocks", () -> new Sampling(10, 10_001, 0, 0.05, 1)),
                refused("idle blocks below zero", () -> new Sampling(10, 10, -1, 0.05, 1)),
                refused("no precision", () -> new Sampling(10, 10, 0, 0, 1)),
                refused("precision that is no number", () -> new Sampling(10, 10, 0, Double.NaN, 1)),
                refused("a gain below zero", () -> new Policy(-0.01)),
                refused("a gain of all", () -> new Policy(1)),
                refused("a gain that is no number", () -> new Policy(Double.NaN)),
                refused("a form without a name", () -> Variant.head(" ", Architecture.X64)),
                refused("a revision without a name", () -> new Variant("jit", "", Architecture.X64)),
                refused("a variant named twice", () -> plan(List.of("jit", "aot", "jit"), "jit@head")),
                refused("a baseline that is no variant", () -> plan(List.of("jit", "aot"), "r2r@head")),
                refused("no variant", () -> plan(List.of(), "jit@head")));
    }

    private static Named<Supplier<Object>> refused(String name, Supplier<Object> make) {
        return Named.of(name, make);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Supplier<Object> make) {
        assertThatThrownBy(make::get).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesWhatLiesOnTheEdge() {
        assertThat(Expectation.status(100).status()).isEqualTo(100);
        assertThat(Expectation.status(599).status()).isEqualTo(599);
        assertThat(scenario(OptionalInt.of(65535), SECOND, SECOND).port()).hasValue(65535);
        assertThat(run(0.01, 6 << 20).cpus()).isEqualTo(0.01);
        assertThat(new Policy(0).minimumGain()).isZero();
        assertThat(request("GET", "/", Map.of("X-Tab", "a\tb")).headers()).hasSize(1);
        assertThat(new Sampling(3, 9, 6, 0.05, 1).idleBlocks())
                .as("no more than are surely run")
                .isEqualTo(3);
    }

    /** As many as were asked for, the first at once, none further apart than the others by more than a block. */
    @ParameterizedTest
    @CsvSource({"20, 6", "20, 20", "20, 0", "7, 3", "6, 6", "1, 1", "50, 7", "3, 9"})
    void idleBlocksAreSpreadOverThoseAlwaysRun(int least, int idle) {
        Sampling sampling = new Sampling(least, least + 30, idle, 0.05, 1);
        List<Integer> blocks = IntStream.rangeClosed(0, least + 30)
                .filter(sampling::isIdle)
                .boxed()
                .toList();
        assertThat(blocks).hasSize(sampling.idleBlocks()).allMatch(block -> block >= 1 && block <= least);
        if (idle > 0) {
            assertThat(blocks.getFirst()).isOne();
            IntSummaryStatistics gaps = IntStream.range(1, blocks.size())
                    .map(i -> blocks.get(i) - blocks.get(i - 1))
                    .summaryStatistics();
            assertThat(gaps.getMax() - gaps.getMin() == 1 || gaps.getMax() == gaps.getMin() || gaps.getCount() == 0)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x64, X64",
        "amd64, X64",
        "AMD64, X64",
        "x86_64, X64",
        "x86-64, X64",
        "arm64, ARM64",
        "aarch64, ARM64",
        "AArch64, ARM64"
    })
    void knowsAnArchitectureByItsNames(String name, Architecture architecture) {
        assertThat(Architecture.of(name)).isEqualTo(architecture);
        assertThat(Architecture.of(architecture.id())).isEqualTo(architecture);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x86", "i386", "arm", "armv7l", "riscv64", "x64 "})
    void refusesOtherArchitectures(String name) {
        assertThatThrownBy(() -> Architecture.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("known: x64, arm64");
    }

    private static HttpRequest request(String method, String path, Map<String, String> headers) {
        return new HttpRequest(method, path, headers, Optional.empty());
    }

    private static HttpScenario scenario(OptionalInt port, Duration deadline, Duration interval) {
        return new HttpScenario(
                HttpRequest.get("/"), Expectation.status(200), port, deadline, SECOND, SECOND, interval);
    }

    private static RunSettings run(double cpus, long memory) {
        return new RunSettings(cpus, memory, Map.of(), Optional.empty(), false);
    }

    private static RunSettings env(String name, String value) {
        return new RunSettings(1, 1 << 30, Map.of(name, value), Optional.empty(), false);
    }

    private static RunSettings many(int variables) {
        Map<String, String> env =
                IntStream.range(0, variables).boxed().collect(Collectors.toMap(i -> "V" + i, i -> "x"));
        return new RunSettings(1, 1 << 30, env, Optional.empty(), false);
    }

    private static RunSettings image(String name) {
        return new RunSettings(1, 1 << 30, Map.of(), Optional.of(name), false);
    }

    private static Plan asking(int requests) {
        Plan plan = plan(List.of("jit"), "jit@head");
        return new Plan(
                plan.app(),
                plan.created(),
                plan.variants(),
                plan.baseline(),
                plan.scenario(),
                plan.run(),
                plan.sampling(),
                plan.policy(),
                plan.assumptions(),
                plan.cost(),
                Collections.nCopies(requests, ParityRequest.of(HttpRequest.get("/"))),
                plan.origin(),
                plan.ships());
    }

    private static Plan plan(List<String> forms, String baseline) {
        return new Plan(
                "app",
                "2026-01-01T00:00:00Z",
                forms.stream().map(form -> Variant.head(form, Architecture.X64)).toList(),
                baseline,
                scenario(OptionalInt.empty(), SECOND, SECOND),
                RunSettings.defaults(),
                Sampling.defaults(1),
                Policy.defaults(),
                List.of());
    }
}
