package dev.coldstart.cli.symbols;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.LogOutputStream;
import org.apache.commons.exec.PumpStreamHandler;

/** The programs that read symbols and line tables: those of binutils, or LLVM's, whichever is on the PATH. */
final class Binutils {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern SYMBOL = Pattern.compile("([0-9a-f]{1,16}) ([0-9a-f]{1,16}) [tTwW] (\\S+)");
    private static final Pattern PLACE = Pattern.compile("(.+):(\\d{1,9})(?: \\(.*)?");

    private final String symbols;
    private final List<String> lines;

    private Binutils(String symbols, List<String> lines) {
        this.symbols = symbols;
        this.lines = lines;
    }

    /** A function's code. */
    record Symbol(String name, long address, long size) {}

    /** A line of a source file as the compiler named it. */
    record Place(String file, int line) {}

    /** Those that this machine has; empty when it lacks one. */
    static Optional<Binutils> find(String path) {
        Optional<String> symbols = first(path, "nm", "llvm-nm");
        Optional<List<String>> lines = first(path, "llvm-symbolizer")
                .map(p -> List.of(p, "--functions=none", "--no-inlines", "--output-style=GNU"))
                .or(() -> first(path, "addr2line").map(List::of));
        return symbols.flatMap(s -> lines.map(l -> new Binutils(s, l)));
    }

    private static Optional<String> first(String path, String... programs) {
        return Arrays.stream(programs)
                .flatMap(program -> Arrays.stream(path.split(File.pathSeparator))
                        .filter(dir -> !dir.isEmpty())
                        .map(dir -> Path.of(dir, program)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toString)
                .findFirst();
    }

    /**
     * All functions of a file.
     *
     * @throws IOException when they can't be read
     */
    void functions(Path file, Consumer<Symbol> each) throws IOException {
        run(List.of(symbols, "--defined-only", "--print-size", file.toString()), line -> {
            Matcher symbol = SYMBOL.matcher(line);
            if (symbol.matches()) {
                each.accept(new Symbol(
                        symbol.group(3),
                        Long.parseUnsignedLong(symbol.group(1), 16),
                        Long.parseUnsignedLong(symbol.group(2), 16)));
            }
        });
    }

    /**
     * The places of addresses, in their order; empty where the line table has none.
     *
     * @throws IOException when they can't be read
     */
    List<Optional<Place>> places(Path file, List<Long> addresses) throws IOException {
        List<String> words = new ArrayList<>(lines);
        words.addAll(List.of("-e", file.toString()));
        addresses.forEach(a -> words.add("0x" + Long.toHexString(a)));
        List<Optional<Place>> places = new ArrayList<>();
        run(words, line -> {
            if (!line.isBlank()) {
                Matcher place = PLACE.matcher(line);
                boolean known = place.matches()
                        && !place.group(1).equals("??")
                        && !place.group(2).matches("0+");
                places.add(
                        known
                                ? Optional.of(new Place(place.group(1), Integer.parseInt(place.group(2))))
                                : Optional.empty());
            }
        });
        if (places.size() != addresses.size()) {
            throw new IOException(words.getFirst() + " gave " + places.size() + " answers to " + addresses.size());
        }
        return places;
    }

    private static void run(List<String> words, Consumer<String> lines) throws IOException {
        CommandLine line = new CommandLine(words.getFirst());
        words.stream().skip(1).forEach(word -> line.addArgument(word, false));
        DefaultExecutor executor = DefaultExecutor.builder().get();
        LogOutputStream out = new LogOutputStream(0, StandardCharsets.UTF_8) {
            @Override
            protected void processLine(String text, int level) {
                lines.accept(text);
            }
        };
        LogOutputStream ignored = new LogOutputStream(0, StandardCharsets.UTF_8) {
            @Override
            protected void processLine(String text, int level) {
                // What a reader complains of in a file is no answer.
            }
        };
        executor.setStreamHandler(new PumpStreamHandler(out, ignored));
        executor.setWatchdog(ExecuteWatchdog.builder().setTimeout(LONGEST).get());
        executor.execute(line);
        out.close();
    }
}
