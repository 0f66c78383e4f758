package dev.coldstart.service.comparison;

import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.SampleLine;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A comparison's {@code samples.jsonl} in the data folder, which grows line by line. */
final class SamplesFile {

    static final String NAME = "samples.jsonl";

    private final Path folder;
    private final Path file;

    SamplesFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    Path path() {
        return file;
    }

    /** How much of it there is; nothing where it is gone. */
    long size() throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }

    /** Makes it with its first lines; what was there is replaced. */
    Standing.Kept create(List<SampleLine> lines) throws IOException {
        FileTree.makeFolder(folder);
        Path part = folder.resolve(NAME + ".part");
        Files.writeString(part, text(lines));
        FileTree.place(part, file);
        return new Standing.Kept(0, lines.size(), Files.size(file));
    }

    /** How many whole lines it has; what a killed service wrote of another is cut off. */
    int wholeLines() throws IOException {
        long end = 0;
        long at = 0;
        int lines = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int one;
            while ((one = in.read()) >= 0) {
                at++;
                if (one == '\n') {
                    end = at;
                    lines++;
                }
            }
        }
        cut(end);
        return lines;
    }

    /** Forgets what is after so many bytes. */
    void cut(long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.size() > bytes) {
                channel.truncate(bytes);
            }
        }
    }

    /** Writes behind what is there; the size afterwards. */
    long append(List<SampleLine> lines) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text(lines));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return channel.size();
        }
    }

    /** Has the disk keep it: what is acknowledged as kept survives a power cut. */
    void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** How many bytes its first lines are. */
    long bytesOf(int lines) throws IOException {
        long at = 0;
        int seen = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int one;
            while (seen < lines && (one = in.read()) >= 0) {
                at++;
                if (one == '\n') {
                    seen++;
                }
            }
        }
        if (seen < lines) {
            throw new IOException(file + " has " + seen + " lines and not " + lines);
        }
        return at;
    }

    /** Its first bytes as text. */
    BufferedReader read(long bytes) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(new Head(in, bytes), StandardCharsets.UTF_8));
    }

    private static String text(List<SampleLine> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Json.line().writeValueAsString(line)).append('\n'));
        return text.toString();
    }

    private static final class Head extends InputStream {
        private final InputStream in;
        private long left;

        Head(InputStream in, long bytes) {
            this.in = in;
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(n, 0);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
