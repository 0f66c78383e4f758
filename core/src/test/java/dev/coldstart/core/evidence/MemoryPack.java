package dev.coldstart.core.evidence;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.core.verdict.ReportBuilder;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A pack without a zip, as the command line writes it. */
final class MemoryPack implements Pack {

    static final String VERSION = "0.1.0";

    final Map<String, String> files = new LinkedHashMap<>();

    static MemoryPack of(SampleSet made) throws IOException {
        SampleSet samples = new SampleSet(
                made.plan(),
                made.builds(),
                made.artifacts(),
                made.machine(),
                made.starts(),
                made.end(),
                made.notes(),
                made.answers(),
                made.frames(),
                Optional.of(new Versions(VERSION, "25", Map.of("dotnet", "9.0.100"))));
        MemoryPack pack = new MemoryPack();
        pack.files.putAll(DerivedFiles.of(samples, ReportBuilder.build(samples, List.of())));
        pack.files.put(SAMPLES, lines(samples));
        pack.files.put(SAMPLE_LINES, String.join("\n", LineChecksums.of(stream(pack.files.get(SAMPLES)))) + "\n");
        pack.files.put(LOGS + "aot@head.log", "$ dotnet publish\n");
        pack.checksums();
        return pack;
    }

    static MemoryPack example() throws IOException {
        Comparisons made = new Comparisons(7);
        return of(made.variant("jit@head", 105_700_000, 20, made.around(200))
                .variant("aot@head", 9_900_000, 20, made.around(19))
                .samples());
    }

    /** Makes the checksums again, as somebody would who wants to hide what was altered. */
    void checksums() throws IOException {
        files.remove(CHECKSUMS);
        Map<String, String> sums = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            sums.put(file.getKey(), Checksums.of(stream(file.getValue())));
        }
        files.put(CHECKSUMS, new Checksums(sums).text());
    }

    private static String lines(SampleSet samples) {
        Stream<SampleLine> lines = Stream.of(
                        Stream.of(
                                new SampleLine.OfPlan(SampleLine.SCHEMA, samples.plan()),
                                new SampleLine.OfVersions(samples.versions().orElseThrow())),
                        samples.builds().stream().map(SampleLine.OfBuild::new),
                        samples.artifacts().stream().map(SampleLine.OfArtifact::new),
                        samples.starts().stream().map(SampleLine.OfStart::new),
                        samples.answers().stream().map(SampleLine.OfAnswers::new),
                        samples.end().stream().map(SampleLine.OfEnd::new))
                .flatMap(s -> s);
        return lines.map(line -> Json.line().writeValueAsString(line) + "\n").reduce("", String::concat);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public InputStream open(String name) throws IOException {
        String text = files.get(name);
        if (text == null) {
            throw new FileNotFoundException(name);
        }
        return stream(text);
    }
}
