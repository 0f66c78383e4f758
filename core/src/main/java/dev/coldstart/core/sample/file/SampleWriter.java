package dev.coldstart.core.sample.file;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.SampleLine;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code samples.jsonl} line by line, each flushed, so that what was measured before a crash is kept. */
public final class SampleWriter implements Closeable {

    private final BufferedWriter out;

    public SampleWriter(Path file) throws IOException {
        this.out = Files.newBufferedWriter(file);
    }

    public synchronized void write(SampleLine line) throws IOException {
        out.write(Json.line().writeValueAsString(line));
        out.write('\n');
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
