package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.evidence.PackFile;
import dev.coldstart.core.evidence.Pack;
import dev.coldstart.core.evidence.PackCheck;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.file.SampleReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Samples from wherever somebody has them: the file, the folder of a run, an evidence pack. */
final class SampleFiles {

    private SampleFiles() {}

    /**
     * Reads them.
     *
     * @throws UserError when there are none, or they can't be what was measured
     */
    static SampleReader.Result read(Path from) {
        Path file = Files.isDirectory(from) ? from.resolve(Pack.SAMPLES) : from;
        try {
            return PackFile.isZip(file) ? inPack(file) : inFile(file);
        } catch (NoSuchFileException e) {
            throw new UserError(
                    ExitCode.USAGE,
                    "there is no " + file + ": name a samples.jsonl, the folder with it, or an evidence.zip");
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, file + " can't be read: " + e.getMessage());
        } catch (SampleFormatException e) {
            throw new UserError(
                    ExitCode.USAGE,
                    file + ": " + e.getMessage()
                            + ". Such a file is read whole or not at all: restore it as it was written, or measure again");
        }
    }

    private static SampleReader.Result inFile(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return SampleReader.read(in);
        }
    }

    /** Of samples that are not the ones that were packed the report says so: a reader of it may never see the pack. */
    private static SampleReader.Result inPack(Path file) throws IOException {
        try (PackFile pack = PackFile.open(file)) {
            if (!pack.names().contains(Pack.SAMPLES)) {
                throw new UserError(ExitCode.USAGE, file + " is no evidence pack: there is no samples.jsonl in it");
            }
            SampleReader.Result read;
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(pack.open(Pack.SAMPLES), StandardCharsets.UTF_8))) {
                read = SampleReader.read(in);
            }
            if (PackCheck.agrees(pack, Pack.SAMPLES)) {
                return read;
            }
            List<String> remarks =
                    new ArrayList<>(List.of("the samples are not the ones that were packed: their checksum in "
                            + "the evidence pack is another; coldstart verify says what was altered"));
            remarks.addAll(read.remarks());
            return new SampleReader.Result(read.samples(), remarks);
        }
    }
}
