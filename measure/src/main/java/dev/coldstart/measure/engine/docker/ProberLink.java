package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.measure.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;

/** JSON lines to and from the prober, over the engine's attach stream. */
final class ProberLink extends ResultCallback.Adapter<Frame> {

    private static final int STDERR_KEPT = 2000;

    private final BlockingQueue<ProbeEvent> events = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder stderr = new StringBuilder();
    private final Commands commands = new Commands();
    private final CompletableFuture<Void> attached = new CompletableFuture<>();
    private Optional<ProbeEvent.Ready> ready = Optional.empty();

    /** What the engine is to copy to the prober's standard input. */
    InputStream input() {
        return commands;
    }

    /**
     * Waits until the engine has connected the prober's input and output. The call has an end of its own.
     *
     * @throws DockerException when the engine refuses, or does not answer
     */
    void awaitAttached() {
        try {
            var _ = attached.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the prober was started", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DockerException refused
                    ? refused
                    : new DockerException(String.valueOf(e.getCause()), 0, e);
        }
    }

    void send(ProbeCommand command) {
        commands.lines.add((Json.line().writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What the prober said first, that it is warm; waits for it once.
     *
     * @throws EngineException when it says something else, or nothing for that long
     */
    ProbeEvent.Ready ready(Duration patience) {
        if (ready.isEmpty()) {
            if (!(next(patience) instanceof ProbeEvent.Ready first)) {
                throw new EngineException("the prober began with something else than being ready");
            }
            ready = Optional.of(first);
        }
        return ready.get();
    }

    /**
     * The next event.
     *
     * @throws EngineException when the prober ended, was broken, or said nothing for that long
     */
    ProbeEvent next(Duration patience) {
        ProbeEvent event;
        try {
            event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the prober was waited for", e);
        }
        if (event == null) {
            throw new EngineException("the prober did not answer within " + patience.toSeconds() + " s" + said());
        }
        if (event instanceof ProbeEvent.Broken(String message)) {
            throw new EngineException("the prober failed: " + message + said());
        }
        return event;
    }

    /** Lets {@link #next} end at once. */
    void abort() {
        events.add(new ProbeEvent.Broken("it was told to stop"));
    }

    private String said() {
        synchronized (stderr) {
            return stderr.isEmpty() ? "" : "; it wrote: " + stderr.toString().strip();
        }
    }

    @Override
    public void onNext(Frame frame) {
        if (frame.getStreamType() == StreamType.STDERR) {
            synchronized (stderr) {
                stderr.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                stderr.delete(0, Math.max(0, stderr.length() - STDERR_KEPT));
            }
            return;
        }
        for (byte b : frame.getPayload()) {
            if (b == '\n') {
                accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }

    private void accept(String text) {
        try {
            events.add(Json.line().readValue(text, ProbeEvent.class));
        } catch (JacksonException e) {
            events.add(new ProbeEvent.Broken("it said what is no event: " + text));
        }
    }

    @Override
    public void onStart(Closeable stream) {
        super.onStart(stream);
        attached.complete(null);
    }

    @Override
    public void onComplete() {
        events.add(new ProbeEvent.Broken("its container ended"));
        super.onComplete();
    }

    @Override
    public void onError(Throwable throwable) {
        attached.completeExceptionally(throwable);
        events.add(new ProbeEvent.Broken("its connection broke: " + EngineWords.of(throwable)));
        super.onError(throwable);
    }

    @Override
    public void close() throws IOException {
        commands.close();
        super.close();
    }

    /** A stream that hands each line out as soon as it is there; a PipedInputStream may wait a second. */
    private static final class Commands extends InputStream {

        private static final byte[] END = new byte[0];

        private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
        private byte[] current = new byte[0];
        private int position;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (position == current.length) {
                if (ended) {
                    return -1;
                }
                try {
                    current = lines.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
                position = 0;
                if (Arrays.equals(current, END)) {
                    ended = true;
                    return -1;
                }
            }
            int count = Math.min(length, current.length - position);
            System.arraycopy(current, position, buffer, offset, count);
            position += count;
            return count;
        }

        @Override
        public int available() {
            return current.length - position;
        }

        @Override
        public void close() {
            lines.add(END);
        }
    }
}
