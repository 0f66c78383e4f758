package dev.coldstart.core.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.CLibrary;
import dev.coldstart.core.artifact.Makeup;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.artifact.Trait;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FairnessTest {

    private static final Plan PLAN = new Comparisons(1)
            .notTried("jit@head")
            .notTried("r2r@head")
            .notTried("aot@head")
            .plan();

    @Test
    void whereNobodyLookedNothingIsSaid() {
        assertThat(Fairness.of(
                        PLAN,
                        List.of(new Artifact("jit@head", "sha256:0", List.of("./app"), new Sizes(1, 0, 1, 0))),
                        List.of()))
                .isEmpty();
    }

    @Test
    void formsThatDifferByTheCompilerAloneAreEven() {
        // What the SDK writes down for native code is the default of a JIT.
        assertThat(fairness(
                                artifact("jit", traits(Trait.SELF_CONTAINED), set("System.GC.Server", "true")),
                                artifact("r2r", traits(Trait.SELF_CONTAINED), set("System.GC.Server", "true")),
                                artifact(
                                        "aot",
                                        traits(),
                                        set(
                                                "System.GC.Server",
                                                "true",
                                                "System.GC.DynamicAdaptationMode",
                                                "1",
                                                "System.Diagnostics.Tracing.EventSource.IsSupported",
                                                "true")))
                        .uneven())
                .isEmpty();
    }

    @Test
    void aCompressedFileIsNamedWithTheFairBaseline() {
        List<Unevenness> found = fairness(
                        artifact(
                                "jit",
                                traits(
                                        Trait.SELF_CONTAINED,
                                        Trait.SINGLE_FILE,
                                        Trait.COMPRESSED,
                                        Trait.SELF_EXTRACTING),
                                set()),
                        artifact("aot", traits(), Optional.empty()))
                .uneven();
        assertThat(found).singleElement().satisfies(u -> {
            assertThat(u.id()).isEqualTo("compressed-file");
            assertThat(u.variant()).isEqualTo("jit@head");
            assertThat(u.line()).contains("""
                            - name: jit-plain
                              form: jit
                              properties:
                                EnableCompressionInSingleFile: false
                                PublishSingleFile: false""");
        });
    }

    @Test
    void onlyOneOfTwoManagedFormsInOneFileOrTrimmed() {
        assertThat(ids(
                        artifact("jit", traits(Trait.SELF_CONTAINED, Trait.SINGLE_FILE), set()),
                        artifact("r2r", traits(Trait.SELF_CONTAINED, Trait.TRIMMED), set()),
                        artifact("aot", traits(), set())))
                .containsExactly("r2r@head trimmed", "r2r@head single-file");
    }

    @Test
    void settingsThatDifferAreNamedWithTheirDefaults() {
        Unevenness found = fairness(
                        artifact("jit", traits(), set("System.GC.Concurrent", "false", "System.GC.HeapCount", "2")),
                        artifact("aot", traits(), set("System.Globalization.Invariant", "true")))
                .uneven()
                .getFirst();
        assertThat(found.id()).isEqualTo("runtime-settings");
        assertThat(found.sentence())
                .contains("aot@head runs with System.GC.Concurrent=true, System.GC.HeapCount=not set,"
                        + " System.Globalization.Invariant=true")
                .contains("jit@head with System.GC.Concurrent=false, System.GC.HeapCount=2,"
                        + " System.Globalization.Invariant=false");
        assertThat(found.line()).contains("""
                        - name: aot-alike
                          form: aot
                          properties:
                            ConcurrentGarbageCollection: false
                            InvariantGlobalization: false""");
    }

    @ParameterizedTest
    @CsvSource({
        "System.Runtime.TieredCompilation, false, TieredCompilation",
        "System.Runtime.TieredPGO, false, TieredPGO",
        "System.Runtime.TieredCompilation.QuickJit, false, TieredCompilationQuickJit"
    })
    void aJitWithoutItsDefaultsIsNoBaseline(String key, String value, String property) {
        List<Unevenness> found = fairness(artifact("jit", traits(), set(key, value)), artifact("aot", traits(), set()))
                .uneven();
        assertThat(found).singleElement().satisfies(u -> {
            assertThat(u.id()).isEqualTo("jit-settings");
            assertThat(u.sentence()).contains(key + "=" + value);
            assertThat(u.line().orElseThrow()).contains(property + ": true");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "DOTNET_TieredCompilation, 0, true",
        "COMPlus_TieredPGO, 0, true",
        "DOTNET_ReadyToRun, 0, true",
        "DOTNET_STARTUP_HOOKS, /agent.dll, true",
        "CORECLR_ENABLE_PROFILING, 1, true",
        "CORECLR_ENABLE_PROFILING, 0, false",
        "DOTNET_TieredPGO, 1, false",
        "DOTNET_gcServer, 1, false"
    })
    void aVariableThatOnlyAJitHeedsIsNamed(String name, String value, boolean said) {
        List<Unevenness> found = new Unevennesses(
                        "jit@head",
                        List.of(
                                form("jit", artifact("jit", traits(), set())),
                                form("aot", artifact("aot", traits(), Optional.empty()))),
                        Map.of(name, value))
                .all();
        assertThat(found.stream().map(Unevenness::sentence))
                .allMatch(s -> s.startsWith("jit@head is started with " + name + "=" + value + ", which native code"))
                .hasSize(said ? 1 : 0);
    }

    private static Fairness.Form form(String name, Artifact artifact) {
        return Fairness.Form.of(Variant.head(name, Architecture.of("amd64")), artifact, Optional.empty());
    }

    @Test
    void debugBuildsAndRuntimesElsewhere() {
        assertThat(ids(
                        artifact("jit", traits(Trait.FRAMEWORK_DEPENDENT, Trait.DEBUG_BUILD), set()),
                        artifact("aot", traits(), Optional.empty())))
                .containsExactly("jit@head debug-build", "aot@head runtime-outside");
    }

    @Test
    void optionsOfTheJvmButNotTheCache() {
        Artifact jit = started("jit", "java", "-Xmx64m", "-jar", "app.jar");
        Artifact cached = started("r2r", "java", "-XX:AOTCache=app.aot", "-Xmx128m", "-jar", "app.jar");
        assertThat(fairness(jit, cached).uneven())
                .singleElement()
                .satisfies(u ->
                        assertThat(u.sentence()).endsWith("r2r@head alone has -Xmx128m; jit@head alone has -Xmx64m"));
        assertThat(fairness(jit, started("r2r", "java", "-XX:AOTCache=app.aot", "-Xmx64m", "-jar", "app.jar"))
                        .uneven())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            glibc | 2.16 | 1  | Alpine (musl)
            glibc | 2.34 | 5  | Debian 11 (2.31)
            glibc | 2.4  | 1  | Alpine (musl)
            musl  |      | 11 | Debian 13 (2.41)
            none  |      | 0  |
            """)
    void systemsThatLackTheLibrary(String kind, String version, int lacking, String one) {
        CLibrary library = new CLibrary(CLibrary.Kind.of(kind), Optional.ofNullable(version), "app");
        Artifact artifact = new Artifact(
                "aot@head",
                "sha256:0",
                List.of("./app"),
                new Sizes(1, 0, 1, 0),
                Optional.of(new Makeup(Optional.of(library), List.of(), Optional.empty())));
        Portability portability = fairness(artifact).portability().getFirst();
        assertThat(portability.library()).isEqualTo(library);
        assertThat(portability.lacking()).hasSize(lacking);
        if (one != null) {
            assertThat(portability.lacking()).contains(one);
        }
    }

    @Test
    void whatACheapPropertyBoughtIsSaidWhereItHasItsDefault() {
        String key = "System.Diagnostics.Tracing.EventSource.IsSupported";
        assertThat(fairness(artifact("aot", traits(), set(key, "true"))).advice())
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.property()).isEqualTo("EventSourceSupport=false");
                    assertThat(a.line()).isEqualTo("""
                                    - name: aot-noevents
                                      form: aot
                                      properties:
                                        EventSourceSupport: false""");
                });
        assertThat(fairness(artifact("aot", traits(), set(key, "false"))).advice())
                .isEmpty();
        assertThat(fairness(artifact("aot", traits(), Optional.empty())).advice())
                .isEmpty();
        assertThat(fairness(artifact("jit", traits(), set(key, "true"))).advice())
                .isEmpty();
    }

    /** The files of native code don't show what it was compiled with; its build does. */
    @Test
    void whatNativeCodeWasCompiledWithIsTheBuilds() {
        BuildRecord build = new BuildRecord(
                "aot@head",
                "dotnet publish",
                1,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                set("System.GC.Concurrent", "false"));
        List<Artifact> artifacts =
                List.of(artifact("jit", traits(), set()), artifact("aot", traits(), Optional.empty()));
        assertThat(Fairness.of(PLAN, artifacts, List.of(build)).orElseThrow().uneven())
                .singleElement()
                .satisfies(u -> assertThat(u.sentence()).contains("aot@head runs with System.GC.Concurrent=false"));
    }

    private static List<String> ids(Artifact... artifacts) {
        return fairness(artifacts).uneven().stream()
                .map(u -> u.variant() + " " + u.id())
                .toList();
    }

    private static Fairness fairness(Artifact... artifacts) {
        return Fairness.of(PLAN, List.of(artifacts), List.of()).orElseThrow();
    }

    private static List<Trait> traits(Trait... traits) {
        return Arrays.asList(traits);
    }

    private static Optional<SortedMap<String, String>> set(String... pairs) {
        SortedMap<String, String> settings = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return Optional.of(settings);
    }

    private static Artifact artifact(String form, List<Trait> traits, Optional<SortedMap<String, String>> settings) {
        return new Artifact(
                form + "@head",
                "sha256:0",
                List.of("./app"),
                new Sizes(1, 0, 1, 0),
                Optional.of(new Makeup(Optional.empty(), traits, settings)));
    }

    private static Artifact started(String form, String... command) {
        return new Artifact(
                form + "@head",
                "sha256:0",
                List.of(command),
                new Sizes(1, 0, 1, 0),
                Optional.of(new Makeup(Optional.empty(), List.of(), Optional.empty())));
    }
}
