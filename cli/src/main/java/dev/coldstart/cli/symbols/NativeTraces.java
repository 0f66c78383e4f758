package dev.coldstart.cli.symbols;

import dev.coldstart.artifact.folder.PublishedFile;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.sample.NativeFrame;
import dev.coldstart.core.sample.ResolvedFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds file and line of the frames of native .NET stack traces. A frame for which more than one place fits gets none: a wrong
 * line is worse than no line.
 */
public final class NativeTraces {

    /** What came of it: the frames that were found, and why others were not, one sentence each. */
    public record Result(List<ResolvedFrame> frames, List<String> notes) {
        public Result {
            frames = List.copyOf(frames);
            notes = List.copyOf(notes);
        }
    }

    private static final int MAX_FRAMES = 200;
    private static final int MAX_CANDIDATES = 50;

    /** What a processor reports at the very instruction; every other exception is thrown by a call. */
    private static final Set<String> FAULTS = Set.of(
            "NullReferenceException", "DivideByZeroException", "AccessViolationException", "ArithmeticException");

    private final List<Path> roots;
    private final String path;

    /**
     * For sources in these folders.
     *
     * @param sources folders of the app's sources; files are named relative to the repository that they are in
     * @param path where programs are looked for, as in the environment's PATH
     */
    public NativeTraces(List<Path> sources, String path) {
        this.roots = sources.stream().map(NativeTraces::repository).distinct().toList();
        this.path = path;
    }

    private static Path repository(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return Stream.iterate(absolute, Objects::nonNull, Path::getParent)
                .filter(dir -> Files.exists(dir.resolve(".git")))
                .findFirst()
                .orElse(absolute);
    }

    /** A frame, and whether it can be the very instruction that failed. */
    private record Wanted(NativeFrame frame, MangledName name, boolean fault, List<Binutils.Symbol> candidates) {}

    /**
     * Looks the frames of a variant's logs up.
     *
     * @param program the native program's file in the folder
     */
    public Result resolve(String variant, PublishedFolder folder, Path program, List<List<String>> logs) {
        List<Wanted> wanted = wanted(logs);
        Optional<ElfFile> elf = wanted.isEmpty() ? Optional.empty() : ElfFile.read(program);
        if (elf.isEmpty()) {
            return new Result(List.of(), List.of());
        }
        Optional<Binutils> tools = Binutils.find(path);
        if (tools.isEmpty()) {
            return without(
                    "the lines of " + variant + "'s stack trace are not known: it takes nm, and llvm-symbolizer or"
                            + " addr2line, on the PATH (the package binutils)");
        }
        List<Path> symbols = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (PublishedFile file : folder.symbols()) {
            Optional<ElfFile> of = ElfFile.read(file.source());
            if (of.isPresent() && isOf(elf.get(), of.get())) {
                symbols.add(file.source());
            } else if (of.isPresent()) {
                others.add(file.path());
            }
        }
        if (symbols.isEmpty() && !others.isEmpty()) {
            return without("the lines of " + variant + "'s stack trace are not known: " + others.getFirst()
                    + " belongs to another build than the program");
        }
        // A program that was not stripped has them inside.
        Path file = symbols.isEmpty() ? program : symbols.getFirst();
        try {
            return new Result(found(variant, elf.get(), tools.get(), file, wanted), List.of());
        } catch (IOException e) {
            return without(
                    "the lines of " + variant + "'s stack trace are not known: its debug symbols could not be read");
        }
    }

    private static Result without(String why) {
        return new Result(List.of(), List.of(why));
    }

    private static boolean isOf(ElfFile program, ElfFile symbols) {
        return program.buildId().isPresent() && program.buildId().equals(symbols.buildId());
    }

    private static List<Wanted> wanted(List<List<String>> logs) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (List<String> log : logs) {
            boolean first = false;
            for (String line : log) {
                Optional<NativeFrame> frame = NativeFrame.in(line);
                boolean fault = first;
                frame.ifPresent(f -> {
                    if (wanted.size() < MAX_FRAMES) {
                        wanted.merge(
                                f.text(),
                                new Wanted(f, MangledName.of(f.method()), fault, new ArrayList<>()),
                                (a, b) -> a.fault() ? a : b);
                    }
                });
                first = frame.isEmpty() && FAULTS.stream().anyMatch(line::contains);
            }
        }
        return List.copyOf(wanted.values());
    }

    private List<ResolvedFrame> found(
            String variant, ElfFile program, Binutils tools, Path symbols, List<Wanted> wanted) throws IOException {
        tools.functions(symbols, symbol -> {
            for (Wanted frame : wanted) {
                if (frame.frame().offset() <= symbol.size()
                        && frame.candidates().size() < MAX_CANDIDATES
                        && frame.name().fits(symbol.name())) {
                    frame.candidates().add(symbol);
                }
            }
        });
        Map<Wanted, List<Lookup>> lookups = new LinkedHashMap<>();
        wanted.forEach(frame -> lookups.put(frame, lookups(program, frame)));
        Map<Long, Optional<Binutils.Place>> places = places(tools, symbols, lookups.values());
        List<ResolvedFrame> found = new ArrayList<>();
        lookups.forEach((frame, each) -> {
            Set<Optional<Binutils.Place>> said =
                    each.stream().map(lookup -> place(lookup, places)).collect(Collectors.toSet());
            if (said.size() == 1 && frame.candidates().size() < MAX_CANDIDATES) {
                said.iterator()
                        .next()
                        .ifPresent(place -> found.add(new ResolvedFrame(
                                variant, frame.frame().text(), relative(place.file()), place.line())));
            }
        });
        return found;
    }

    /**
     * What to look up of a method.
     *
     * @param before the byte before the method's code
     */
    private record Lookup(long address, long before) {}

    /** All at once, as the tools read the whole line table each time. */
    private static Map<Long, Optional<Binutils.Place>> places(
            Binutils tools, Path symbols, Collection<List<Lookup>> lookups) throws IOException {
        List<Long> addresses = lookups.stream()
                .flatMap(List::stream)
                .flatMap(l -> Stream.of(l.address(), l.before()))
                .distinct()
                .toList();
        List<Optional<Binutils.Place>> answers = addresses.isEmpty() ? List.of() : tools.places(symbols, addresses);
        Map<Long, Optional<Binutils.Place>> places = new HashMap<>();
        for (int i = 0; i < addresses.size(); i++) {
            places.put(addresses.get(i), answers.get(i));
        }
        return places;
    }

    /**
     * The compiler's line table is one sequence over all methods: in one without lines of its own, and before the first line of
     * any, it goes on with the last line of the method before. That is no place.
     */
    private static Optional<Binutils.Place> place(Lookup lookup, Map<Long, Optional<Binutils.Place>> places) {
        Optional<Binutils.Place> place = places.getOrDefault(lookup.address(), Optional.empty());
        return place.equals(places.getOrDefault(lookup.before(), Optional.empty())) ? Optional.empty() : place;
    }

    /**
     * The byte before the address that a call returns to, as the next line may begin right there. Where calls are the only way
     * to have got there, overloads without one at that place are not it.
     */
    private static List<Lookup> lookups(ElfFile program, Wanted frame) {
        Map<Boolean, List<Binutils.Symbol>> byCall = frame.candidates().stream()
                .collect(Collectors.partitioningBy(
                        s -> program.followsCall(s.address() + frame.frame().offset())));
        List<Binutils.Symbol> calls = byCall.getOrDefault(true, List.of());
        List<Binutils.Symbol> rest =
                calls.isEmpty() || frame.fault() ? byCall.getOrDefault(false, List.of()) : List.of();
        return Stream.concat(
                        calls.stream()
                                .map(s -> new Lookup(s.address() + frame.frame().offset() - 1, s.address() - 1)),
                        rest.stream()
                                .map(s -> new Lookup(s.address() + frame.frame().offset(), s.address() - 1)))
                .distinct()
                .toList();
    }

    /** Never where this machine keeps it. */
    private String relative(String file) {
        Path source = Path.of(file).normalize();
        return roots.stream()
                .filter(source::startsWith)
                .max(Comparator.comparingInt(Path::getNameCount))
                .map(root -> root.relativize(source).toString())
                .orElseGet(() -> file.startsWith("/_/")
                        ? file.substring("/_/".length())
                        : file.substring(file.lastIndexOf('/') + 1));
    }
}
