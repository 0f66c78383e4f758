package dev.coldstart.cli.readiness;

import dev.coldstart.cli.evidence.PackException;
import dev.coldstart.cli.evidence.PackFile;
import dev.coldstart.core.evidence.Pack;
import dev.coldstart.core.evidence.PackCheck;
import dev.coldstart.core.evidence.PackFinding;
import dev.coldstart.core.readiness.ReadinessBuilder;
import dev.coldstart.core.readiness.Target;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.verdict.ReportBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The pack of a readiness run: a pack for each framework, named {@code FRAMEWORK/evidence.zip}. */
public final class ReadinessPack {

    private static final String SUFFIX = "/" + Pack.EVIDENCE;

    private ReadinessPack() {}

    /** Where a framework's pack is in it. */
    public static String name(String framework) {
        return framework + SUFFIX;
    }

    public static boolean isOne(Pack pack) {
        return pack.names().contains(Pack.READINESS);
    }

    /**
     * The frameworks of an earlier run.
     *
     * @param framework what an ordinary pack is taken to be of, which does not say
     * @throws PackException when it is none, or can't be read
     */
    public static List<Target> targets(Path file, String framework) {
        try (PackFile pack = PackFile.open(file)) {
            if (!isOne(pack)) {
                return List.of(target(pack, framework));
            }
            List<Target> targets = new ArrayList<>();
            for (String name : nested(pack)) {
                targets.add(unpacked(pack, name, inner -> target(inner, framework(name))));
            }
            if (targets.isEmpty()) {
                throw new PackException(file + " is of a readiness run that measured nothing");
            }
            return targets;
        } catch (IOException e) {
            throw new PackException(file + " can't be read: " + e.getMessage());
        }
    }

    /** Checks the run and each pack in it; a finding about the latter names both. */
    public static PackCheck.Result check(PackFile pack, String version) throws IOException {
        List<PackFinding> findings = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        int files = pack.names().size();
        for (String name : nested(pack)) {
            try {
                PackCheck.Result inner = unpacked(pack, name, inside -> PackCheck.of(inside, version));
                files += inner.files();
                inner.findings()
                        .forEach(f -> findings.add(new PackFinding(f.kind(), name + "/" + f.file(), f.detail())));
                inner.notes().forEach(note -> notes.add(name + ": " + note));
                targets.add(unpacked(pack, name, inside -> target(inside, framework(name))));
            } catch (PackException e) {
                findings.add(new PackFinding(PackFinding.Kind.UNREADABLE, name, String.valueOf(e.getMessage())));
            }
        }
        if (targets.isEmpty()) {
            findings.add(new PackFinding(
                    PackFinding.Kind.MISSING, SUFFIX.substring(1), "no framework's pack could be read"));
        } else {
            PackCheck.Result own = PackCheck.ofReadiness(pack, ReadinessBuilder.build(targets, List.of()));
            findings.addAll(own.findings());
            notes.addAll(own.notes());
        }
        return new PackCheck.Result(files, findings, notes);
    }

    private static List<String> nested(Pack pack) {
        return pack.names().stream().filter(name -> name.endsWith(SUFFIX)).toList();
    }

    private static String framework(String name) {
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static Target target(Pack pack, String framework) throws IOException {
        if (!pack.names().contains(Pack.SAMPLES)) {
            throw new PackException("there is no " + Pack.SAMPLES + " in the evidence of " + framework);
        }
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(pack.open(Pack.SAMPLES), StandardCharsets.UTF_8))) {
            SampleReader.Result read = SampleReader.read(in);
            return new Target(
                    framework,
                    ReportBuilder.build(read.samples(), read.remarks()),
                    read.samples().versions());
        } catch (SampleFormatException e) {
            throw new PackException("the samples of " + framework + " can't be read: " + e.getMessage());
        }
    }

    private interface Look<T> {
        T at(PackFile pack) throws IOException;
    }

    /** A zip is read from its end: one within another has to lie somewhere first. */
    private static <T> T unpacked(Pack pack, String name, Look<T> look) throws IOException {
        Path file = Files.createTempFile("coldstart-evidence", ".zip");
        try {
            try (InputStream in = pack.open(name);
                    var out = Files.newOutputStream(file)) {
                in.transferTo(out);
            }
            try (PackFile inner = PackFile.open(file)) {
                return look.at(inner);
            } catch (PackException e) {
                throw new PackException(String.valueOf(e.getMessage()).replace(file.toString(), name));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
