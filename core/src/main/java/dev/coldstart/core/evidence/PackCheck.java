package dev.coldstart.core.evidence;

import dev.coldstart.core.evidence.PackFinding.Kind;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.readiness.Readiness;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.verdict.ReportBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a pack holds what was written into it: checksums first, then everything that follows from the samples, computed
 * again. A pack has no signature: somebody who alters the samples and then makes all the rest anew is not found out by this,
 * only by a checksum of the pack that is kept elsewhere.
 */
public final class PackCheck {

    private static final int LARGEST_TEXT = 64 << 20;

    /**
     * What came of it.
     *
     * @param files how many files are in it
     * @param findings empty when nothing is wrong
     * @param notes what is no fault, and a reader should know
     */
    public record Result(int files, List<PackFinding> findings, List<String> notes) {
        public Result {
            findings = List.copyOf(findings);
            notes = List.copyOf(notes);
        }

        public boolean intact() {
            return findings.isEmpty();
        }
    }

    private final Pack pack;
    private final Set<String> names;
    private final String version;
    private final List<PackFinding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private PackCheck(Pack pack, String version) {
        this.pack = pack;
        this.names = new LinkedHashSet<>(pack.names());
        this.version = version;
    }

    /**
     * Checks all of it.
     *
     * @param version of the coldstart that checks: another one may render the same samples otherwise
     * @throws IOException when the pack can't be read
     */
    public static Result of(Pack pack, String version) throws IOException {
        PackCheck check = new PackCheck(pack, version);
        check.checksums();
        check.samples();
        return new Result(check.names.size(), check.findings, check.notes);
    }

    /**
     * Checks the pack of a readiness run: its own checksums, and what follows from the packs in it. What it says has changed
     * since an earlier run follows from that run's pack too and is covered by the checksums alone.
     *
     * @param follows what the packs in it come to
     */
    public static Result ofReadiness(Pack pack, Readiness follows) throws IOException {
        PackCheck check = new PackCheck(pack, "");
        check.checksums();
        check.alwaysThere(Pack.READINESS, "it is not there, and every pack of a readiness run has it");
        if (check.names.contains(Pack.READINESS)) {
            try {
                ObjectNode is = (ObjectNode) Json.line().readTree(text(pack, Pack.READINESS));
                ObjectNode should = (ObjectNode) Json.line().readTree(follows.json());
                is.remove("since");
                JsonDifferences.of(is, should)
                        .forEach(detail ->
                                check.findings.add(new PackFinding(Kind.DOES_NOT_FOLLOW, Pack.READINESS, detail)));
            } catch (JacksonException | ClassCastException e) {
                check.findings.add(new PackFinding(Kind.DOES_NOT_FOLLOW, Pack.READINESS, "it is not valid JSON"));
            }
        }
        return new Result(check.names.size(), check.findings, check.notes);
    }

    /** Whether a file has the checksum that is written in the pack; false too when none is. */
    public static boolean agrees(Pack pack, String name) throws IOException {
        if (!pack.names().contains(Pack.CHECKSUMS) || !pack.names().contains(name)) {
            return false;
        }
        try {
            return digest(pack, name)
                    .equals(Checksums.parse(text(pack, Pack.CHECKSUMS)).byName().get(name));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void checksums() throws IOException {
        if (!names.contains(Pack.CHECKSUMS)) {
            findings.add(new PackFinding(
                    Kind.MISSING, Pack.CHECKSUMS, "it is not there, so nothing can be held against what was written"));
            return;
        }
        Map<String, String> sums;
        try {
            sums = Checksums.parse(text(pack, Pack.CHECKSUMS)).byName();
        } catch (IllegalArgumentException e) {
            findings.add(new PackFinding(Kind.UNREADABLE, Pack.CHECKSUMS, String.valueOf(e.getMessage())));
            return;
        }
        for (String name : sums.keySet()) {
            if (!names.contains(name)) {
                findings.add(new PackFinding(Kind.MISSING, name, "it was written and is not there"));
            } else if (!digest(pack, name).equals(sums.get(name))) {
                altered(name);
            }
        }
        for (String name : names) {
            if (!sums.containsKey(name) && !name.equals(Pack.CHECKSUMS)) {
                findings.add(new PackFinding(Kind.ADDED, name, "no checksum was written for it"));
            }
        }
    }

    private void altered(String name) throws IOException {
        List<String> lines = List.of();
        if (name.equals(Pack.SAMPLES) && agrees(pack, Pack.SAMPLE_LINES)) {
            try (InputStream in = pack.open(name)) {
                lines = LineChecksums.differences(
                        text(pack, Pack.SAMPLE_LINES).lines().toList(), LineChecksums.of(in));
            }
        }
        if (lines.isEmpty()) {
            findings.add(new PackFinding(Kind.ALTERED, name, "its content is not what was written"));
        }
        lines.forEach(line -> findings.add(new PackFinding(Kind.ALTERED, name, line)));
    }

    private void samples() throws IOException {
        if (!names.contains(Pack.SAMPLES)) {
            alwaysThere(Pack.SAMPLES, "it is not there, so nothing can be computed again");
            return;
        }
        alwaysThere(Pack.SAMPLE_LINES, "it is not there, and every pack has it");
        SampleReader.Result read;
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(pack.open(Pack.SAMPLES), StandardCharsets.UTF_8))) {
            read = SampleReader.read(in);
        } catch (SampleFormatException e) {
            findings.add(new PackFinding(Kind.UNREADABLE, Pack.SAMPLES, String.valueOf(e.getMessage())));
            return;
        }
        notes.addAll(read.remarks());
        Map<String, String> derived = DerivedFiles.of(read.samples(), ReportBuilder.build(read.samples(), List.of()));
        Optional<String> other = otherVersion(read.samples());
        for (Map.Entry<String, String> file : derived.entrySet()) {
            alwaysThere(file.getKey(), "it is not there, and every pack has it");
            if (names.contains(file.getKey())) {
                follows(file.getKey(), file.getValue(), other);
            }
        }
    }

    private Optional<String> otherVersion(SampleSet samples) {
        return samples.versions().map(Versions::coldstart).filter(wrote -> !wrote.equals(version));
    }

    private void alwaysThere(String name, String otherwise) {
        boolean named = findings.stream().anyMatch(f -> f.file().equals(name) && f.kind() == Kind.MISSING);
        if (!names.contains(name) && !named) {
            findings.add(new PackFinding(Kind.MISSING, name, otherwise));
        }
    }

    private void follows(String name, String follows, Optional<String> other) throws IOException {
        String is = text(pack, name);
        if (is.equals(follows)) {
            return;
        }
        boolean values = name.endsWith(".json");
        if (other.isPresent() && !values) {
            notes.add(name + " was rendered by coldstart " + other.get() + "; this is " + version
                    + ", which renders it otherwise");
            return;
        }
        List<String> details = values ? differences(is, follows) : List.of("it is not what the samples render as");
        String by = other.map(o -> "; coldstart " + o + " wrote it and this is " + version
                        + ": to be sure, verify it with that version")
                .orElse("");
        details.forEach(detail -> findings.add(new PackFinding(Kind.DOES_NOT_FOLLOW, name, detail + by)));
    }

    private static List<String> differences(String is, String follows) {
        try {
            List<String> differences =
                    JsonDifferences.of(Json.line().readTree(is), Json.line().readTree(follows));
            return differences.isEmpty() ? List.of("it has the right values, written otherwise") : differences;
        } catch (JacksonException e) {
            return List.of("it is not valid JSON: " + e.getOriginalMessage());
        }
    }

    private static String digest(Pack pack, String name) throws IOException {
        try (InputStream in = pack.open(name)) {
            return Checksums.of(in);
        }
    }

    private static String text(Pack pack, String name) throws IOException {
        try (InputStream in = pack.open(name)) {
            byte[] bytes = in.readNBytes(LARGEST_TEXT + 1);
            if (bytes.length > LARGEST_TEXT) {
                throw new IOException("its " + name + " is larger than " + LARGEST_TEXT + " bytes, and none is");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
