package dev.coldstart.artifact.evidence;

import dev.coldstart.core.evidence.Checksums;
import dev.coldstart.core.evidence.DerivedFiles;
import dev.coldstart.core.evidence.LineChecksums;
import dev.coldstart.core.evidence.Pack;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.SampleSet;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes {@code evidence.zip}. The same content gives the same bytes: fixed order, fixed times, no comments. */
public final class PackWriter {

    /** The earliest time that a zip can hold. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int LONGEST_NAME = 100;

    private final ZipOutputStream zip;
    private final Map<String, String> checksums = new LinkedHashMap<>();

    private PackWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    /**
     * Writes a pack.
     *
     * @param samplesFile the lines that the samples were read from, or were written to
     * @param configuration the text of the configuration, secrets hidden
     * @param logs the builds' logs by variant; one that is not there is left out
     */
    public static void write(
            Path file,
            SampleSet samples,
            Report report,
            Path samplesFile,
            Optional<String> configuration,
            Map<String, Path> logs)
            throws IOException {
        Map<String, String> derived = DerivedFiles.of(samples, report);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            PackWriter writer = new PackWriter(out);
            for (Map.Entry<String, String> entry : derived.entrySet()) {
                writer.add(entry.getKey(), entry.getValue());
            }
            if (configuration.isPresent()) {
                writer.add(Pack.CONFIGURATION, configuration.get());
            }
            writer.add(Pack.SAMPLES, samplesFile);
            try (InputStream in = Files.newInputStream(samplesFile)) {
                writer.add(Pack.SAMPLE_LINES, String.join("\n", LineChecksums.of(in)) + "\n");
            }
            for (Map.Entry<String, Path> log : new TreeMap<>(logs).entrySet()) {
                if (Files.isRegularFile(log.getValue())) {
                    writer.add(writer.logName(log.getKey()), LogFile.shortened(log.getValue()));
                }
            }
            writer.entry(Pack.CHECKSUMS, bytes(new Checksums(writer.checksums).text()));
            writer.zip.finish();
        }
    }

    /**
     * Writes a pack of packs.
     *
     * @param texts name and content
     * @param packs name and file; one that is not there is left out
     */
    public static void write(Path file, Map<String, String> texts, Map<String, Path> packs) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            PackWriter writer = new PackWriter(out);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                writer.add(text.getKey(), text.getValue());
            }
            for (Map.Entry<String, Path> pack : packs.entrySet()) {
                if (Files.isRegularFile(pack.getValue())) {
                    writer.add(pack.getKey(), pack.getValue());
                }
            }
            writer.entry(Pack.CHECKSUMS, bytes(new Checksums(writer.checksums).text()));
            writer.zip.finish();
        }
    }

    /** A form's name may have been given by a caller, with anything in it. */
    private String logName(String variant) {
        String safe = variant.replaceAll("[^A-Za-z0-9@._-]", "_").replaceFirst("^[.-]", "_");
        String name = Pack.LOGS + safe.substring(0, Math.min(safe.length(), LONGEST_NAME));
        String free = name + ".log";
        for (int i = 2; checksums.containsKey(free); i++) {
            free = name + "-" + i + ".log";
        }
        return free;
    }

    private void add(String name, String text) throws IOException {
        checksums.put(name, Checksums.of(bytes(text)));
        entry(name, bytes(text));
    }

    private void add(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            checksums.put(name, Checksums.of(in));
        }
        try (InputStream in = Files.newInputStream(file)) {
            entry(name, in);
        }
    }

    private void entry(String name, InputStream content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        content.transferTo(zip);
        zip.closeEntry();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
