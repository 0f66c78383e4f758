package dev.coldstart.cli.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.sample.ResolvedFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real program with real debug symbols. It is in C, with functions that are named as the .NET native compiler names methods,
 * so that no SDK is needed.
 */
class NativeTracesTest {

    private static final String PATH = System.getenv().getOrDefault("PATH", "");

    private static final String SOURCE = """
            volatile int sink;
            __attribute__((noinline)) int helper(int n) { sink += n; return sink; }

            __attribute__((noinline)) int App_Shop_Cart__Add(int n)
            {
                sink++;
                helper(n);
                sink--;
                helper(n + 1);
                return sink;
            }
            __attribute__((noinline)) int App_Shop_Cart__Sum(int n) { sink += helper(n); return sink; }
            __attribute__((noinline)) int App_Shop_Cart__Sum_0(int n) { sink += helper(n); return sink; }
            int main(void) { return App_Shop_Cart__Add(1) + App_Shop_Cart__Sum(2) + App_Shop_Cart__Sum_0(3); }
            """;

    @TempDir
    static Path shared;

    private static Map<String, Binutils.Symbol> symbols = Map.of();

    @BeforeAll
    static void compile() throws Exception {
        for (String tool : List.of("gcc", "objcopy", "strip", "nm", "addr2line")) {
            assumeTrue(
                    Stream.of(PATH.split(":")).anyMatch(dir -> Files.isExecutable(Path.of(dir, tool))),
                    tool + " is not on the PATH");
        }
        program(shared.resolve("one"), SOURCE);
        program(shared.resolve("two"), SOURCE + "int more(void) { return 1; }\n");
        Map<String, Binutils.Symbol> found = new TreeMap<>();
        Binutils.find(PATH).orElseThrow().functions(shared.resolve("one/app.dbg"), s -> found.put(s.name(), s));
        symbols = found;
    }

    /** As {@code dotnet publish} leaves it: a program, and beside it its symbols. */
    private static void program(Path dir, String source) throws Exception {
        Files.createDirectories(dir);
        Files.writeString(dir.resolve("Cart.c"), source);
        run(dir, "gcc", "-g", "-O1", "-Wl,--build-id", "Cart.c", "-o", "app");
        run(dir, "objcopy", "--only-keep-debug", "app", "app.dbg");
        run(dir, "strip", "app");
    }

    private static void run(Path dir, String... words) throws Exception {
        Process process =
                new ProcessBuilder(words).directory(dir.toFile()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aFrameIsFoundInTheSources() throws IOException {
        List<ResolvedFrame> frames = resolve("one", frame("Shop.Cart.Add", afterCall("App_Shop_Cart__Add", 1)));
        assertThat(frames).singleElement().satisfies(f -> {
            assertThat(f.place()).isEqualTo("Cart.c:7");
            assertThat(f.variant()).isEqualTo("aot@head");
        });
    }

    @Test
    void theSecondCallIsOnItsOwnLine() throws IOException {
        assertThat(resolve("one", frame("Shop.Cart.Add", afterCall("App_Shop_Cart__Add", 2))))
                .extracting(ResolvedFrame::place)
                .containsExactly("Cart.c:9");
    }

    /** Both overloads call at the same offset, so that either can be meant. */
    @Test
    void anOverloadThatCannotBeToldApartGetsNoLine() throws IOException {
        long offset = afterCall("App_Shop_Cart__Sum", 1);
        assertThat(offset).isEqualTo(afterCall("App_Shop_Cart__Sum_0", 1));
        assertThat(resolve("one", frame("Shop.Cart.Sum", offset))).isEmpty();
    }

    @Test
    void anUnknownMethodAndAnOffsetBeyondItsEndGetNoLine() throws IOException {
        long size = symbol("App_Shop_Cart__Add").size();
        assertThat(resolve("one", frame("Shop.Cart.Remove", 4), frame("Shop.Cart.Add", size + 1)))
                .isEmpty();
    }

    @Test
    void symbolsOfAnotherBuildAreRefused() throws IOException {
        Path mixed = Files.createDirectories(shared.resolve("mixed"));
        Files.copy(shared.resolve("one/app"), mixed.resolve("app"));
        Files.copy(shared.resolve("two/app.dbg"), mixed.resolve("app.dbg"));
        NativeTraces.Result result = result(PATH, "mixed", frame("Shop.Cart.Add", afterCall("App_Shop_Cart__Add", 1)));
        assertThat(result.frames()).isEmpty();
        assertThat(result.notes())
                .containsExactly("the lines of aot@head's stack trace are not known: app.dbg belongs to another build"
                        + " than the program");
    }

    @Test
    void withoutTheToolsItSaysSo() throws IOException {
        NativeTraces.Result result = result("", "one", frame("Shop.Cart.Add", 8));
        assertThat(result.frames()).isEmpty();
        assertThat(result.notes()).singleElement().asString().contains("binutils");
    }

    @Test
    void aLogWithoutAFrameAsksForNothing() throws IOException {
        NativeTraces.Result result = result("", "one", "all is well", "   at Shop.Cart.Add(Int32) in Cart.cs:line 3");
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void damagedSymbolsAreNoSymbols() throws IOException {
        Path cut = Files.createDirectories(shared.resolve("cut"));
        Files.copy(shared.resolve("one/app"), cut.resolve("app"));
        byte[] whole = Files.readAllBytes(shared.resolve("one/app.dbg"));
        for (int length : new int[] {1, 63, 64, 100, 700, whole.length / 2}) {
            Files.write(cut.resolve("app.dbg"), java.util.Arrays.copyOf(whole, length));
            assertThat(result(PATH, "cut", frame("Shop.Cart.Add", 8)).frames()).isEmpty();
        }
    }

    private static Binutils.Symbol symbol(String name) {
        return Objects.requireNonNull(symbols.get(name), name);
    }

    /** The offset that the n-th call in a function returns to. */
    private static long afterCall(String function, int n) {
        ElfFile program = ElfFile.read(shared.resolve("one/app")).orElseThrow();
        Binutils.Symbol symbol = symbol(function);
        List<Long> calls = new ArrayList<>();
        for (long offset = 1; offset <= symbol.size(); offset++) {
            if (program.followsCall(symbol.address() + offset)) {
                calls.add(offset);
            }
        }
        return calls.get(n - 1);
    }

    private static String frame(String method, long offset) {
        return "   at " + method + "(Int32) + 0x" + Long.toHexString(offset);
    }

    private static List<ResolvedFrame> resolve(String folder, String... lines) throws IOException {
        NativeTraces.Result result = result(PATH, folder, lines);
        assertThat(result.notes()).isEmpty();
        return result.frames();
    }

    private static NativeTraces.Result result(String path, String folder, String... lines) throws IOException {
        // Away from its sources: a published folder has none.
        Path published = Files.createTempDirectory(shared, "published");
        for (String file : List.of("app", "app.dbg")) {
            Files.copy(shared.resolve(folder).resolve(file), published.resolve(file));
        }
        published.resolve("app").toFile().setExecutable(true);
        return new NativeTraces(List.of(shared.resolve("one")), path)
                .resolve(
                        "aot@head",
                        PublishedFolder.inspect(published),
                        published.resolve("app"),
                        List.of(List.of(lines)));
    }
}
