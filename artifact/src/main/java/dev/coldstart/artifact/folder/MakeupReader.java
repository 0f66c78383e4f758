package dev.coldstart.artifact.folder;

import dev.coldstart.core.artifact.CLibrary;
import dev.coldstart.core.artifact.Makeup;
import dev.coldstart.core.artifact.Trait;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what an app's published files show of themselves: what they need of the system, and how .NET published them. */
public final class MakeupReader {

    private static final String CONFIG = ".runtimeconfig.json";
    private static final String GLIBC = "GLIBC_";

    /** Relative relocations came with glibc 2.36, under a name without a number. */
    private static final String RELATIVE_RELOCATIONS = "GLIBC_ABI_DT_RELR";

    /** Of other systems than the one it was published for, kept beside each other. */
    private static final String OTHER_RUNTIMES = "runtimes/";

    /** Every folder with .NET's whole class library has it, and nothing that is trimmed. */
    private static final String WHOLE_LIBRARY = "mscorlib.dll";

    /** The value of AssemblyConfigurationAttribute("Debug") as a compiler writes it. */
    private static final byte[] DEBUG = {1, 0, 5, 'D', 'e', 'b', 'u', 'g', 0, 0};

    private static final int LARGEST_APP = 64 << 20;

    private final PublishedFolder folder;

    private MakeupReader(PublishedFolder folder) {
        this.folder = folder;
    }

    /**
     * Reads the files of an app that is started like this.
     *
     * @throws ArtifactException when a file can't be read
     */
    public static Makeup of(PublishedFolder folder, Entrypoint entrypoint) {
        return new MakeupReader(folder).makeup(entrypoint);
    }

    private Makeup makeup(Entrypoint entrypoint) {
        Optional<PublishedFile> program = entrypoint.program().flatMap(folder::file);
        Optional<DotNetBundle> bundle = program.flatMap(p -> DotNetBundle.in(p.source()));
        Optional<JsonNode> config = bundle.flatMap(DotNetBundle::config)
                .or(() -> ownConfig(entrypoint).map(MakeupReader::text))
                .flatMap(MakeupReader::json)
                .map(root -> root.path("runtimeOptions"));
        List<Trait> traits = new ArrayList<>();
        config.ifPresent(c -> {
            boolean brings = c.has("includedFrameworks");
            traits.add(brings ? Trait.SELF_CONTAINED : Trait.FRAMEWORK_DEPENDENT);
            if (brings && !has(bundle, WHOLE_LIBRARY)) {
                traits.add(Trait.TRIMMED);
            }
        });
        bundle.ifPresent(b -> {
            traits.add(Trait.SINGLE_FILE);
            if (b.isCompressed()) {
                traits.add(Trait.COMPRESSED);
            }
            if (b.hasNativeLibraries()) {
                traits.add(Trait.SELF_EXTRACTING);
            }
        });
        if (isDebugBuild(entrypoint, bundle)) {
            traits.add(Trait.DEBUG_BUILD);
        }
        return new Makeup(program.flatMap(this::library), traits, config.map(MakeupReader::settings));
    }

    private boolean has(Optional<DotNetBundle> bundle, String name) {
        return bundle.map(b -> b.entries().stream().anyMatch(e -> e.path().equals(name)))
                .orElseGet(() -> folder.files().stream().anyMatch(f -> f.name().equals(name)));
    }

    /** What the app is called in its folder, without an ending. */
    private static Optional<String> app(Entrypoint entrypoint) {
        return entrypoint
                .program()
                .or(() -> entrypoint.command().stream()
                        .filter(word -> word.endsWith(".dll"))
                        .findFirst())
                .map(name -> name.replaceFirst("\\.dll$", ""));
    }

    private Optional<PublishedFile> ownConfig(Entrypoint entrypoint) {
        return app(entrypoint).flatMap(name -> folder.file(name + CONFIG));
    }

    private boolean isDebugBuild(Entrypoint entrypoint, Optional<DotNetBundle> bundle) {
        Optional<String> dll = app(entrypoint).map(name -> name + ".dll");
        return dll.flatMap(folder::file)
                        .filter(f -> f.size() <= LARGEST_APP)
                        .filter(f -> holds(bytes(f, 0, f.size()), DEBUG))
                        .isPresent()
                || bundle.stream()
                        .flatMap(b -> b.entries().stream())
                        .filter(e -> !e.compressed()
                                && e.size() <= LARGEST_APP
                                && dll.filter(d -> d.endsWith(e.path())).isPresent())
                        .anyMatch(e -> entrypoint
                                .program()
                                .flatMap(folder::file)
                                .filter(f -> holds(bytes(f, e.offset(), e.size()), DEBUG))
                                .isPresent());
    }

    private static SortedMap<String, String> settings(JsonNode options) {
        SortedMap<String, String> settings = new TreeMap<>();
        options.path("configProperties").properties().forEach(p -> {
            if (p.getValue().isValueNode()) {
                settings.put(p.getKey(), p.getValue().asString());
            }
        });
        return settings;
    }

    /** The most that the program and the libraries beside it ask for. */
    private Optional<CLibrary> library(PublishedFile program) {
        Optional<ElfHeader> header =
                ElfHeader.read(program.source()).filter(h -> h.architecture().isPresent());
        if (header.isEmpty()) {
            return Optional.empty();
        }
        ElfNeeds needs = ElfNeeds.of(program.source());
        boolean musl =
                header.get().needsMusl() || needs.libraries().stream().anyMatch(name -> name.startsWith("libc.musl"));
        if (musl) {
            return Optional.of(new CLibrary(CLibrary.Kind.MUSL, Optional.empty(), program.path()));
        }
        if (header.get().interpreter().isEmpty() && needs.libraries().isEmpty()) {
            return Optional.of(new CLibrary(CLibrary.Kind.NONE, Optional.empty(), program.path()));
        }
        record Needed(PublishedFile file, String version) {}
        Comparator<Needed> order = Comparator.comparing(Needed::version, CLibrary::compare);
        return Stream.concat(Stream.of(program), folder.files().stream().filter(f -> isLibrary(f, program)))
                .flatMap(file -> versions(ElfNeeds.of(file.source())).map(version -> new Needed(file, version)))
                // The first of equals is kept, and the program comes first.
                .reduce((a, b) -> order.compare(b, a) > 0 ? b : a)
                .map(n -> new CLibrary(
                        CLibrary.Kind.GLIBC, Optional.of(n.version()), n.file().path()));
    }

    private static Stream<String> versions(ElfNeeds needs) {
        return needs.versions().stream()
                .map(name -> name.equals(RELATIVE_RELOCATIONS) ? GLIBC + "2.36" : name)
                .filter(name -> name.matches(GLIBC + "[0-9]{1,3}(\\.[0-9]{1,3}){1,2}"))
                .map(name -> name.substring(GLIBC.length()));
    }

    private static boolean isLibrary(PublishedFile file, PublishedFile program) {
        return !file.equals(program)
                && file.name().matches("(?s).+\\.so(\\.[0-9.]+)?")
                && !file.path().startsWith(OTHER_RUNTIMES)
                && !file.path().contains("/" + OTHER_RUNTIMES);
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(Json.line().readTree(text));
        } catch (JacksonException e) {
            // Whatever it is, the runtime will say so when the app is started.
            return Optional.empty();
        }
    }

    private static String text(PublishedFile file) {
        return new String(bytes(file, 0, Math.min(file.size(), LARGEST_APP)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(PublishedFile file, long from, long size) {
        try (var in = Files.newInputStream(file.source())) {
            in.skipNBytes(from);
            return in.readNBytes(Math.toIntExact(size));
        } catch (IOException e) {
            throw new ArtifactException("can't read " + file.source() + ": " + IoReason.of(e), e);
        }
    }

    private static boolean holds(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (bytes[at] == wanted[0]
                    && java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
