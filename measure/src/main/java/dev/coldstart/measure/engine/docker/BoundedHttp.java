package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The client's way to the engine, with an end to every call: the whole answer is there in time, or the call is broken off. The
 * client's own time limit is one of the socket, and has no effect on a Unix domain socket. Who is interrupted while it waits
 * breaks the call off too. Whatever goes wrong is a {@link DockerException}.
 */
final class BoundedHttp implements DockerHttpClient {

    /** A log is at most two files of 4 MB; a list of all containers of a large machine is smaller. */
    private static final int MAX_BYTES = 32 << 20;

    private static final int FIRST_REFUSAL = 400;

    private final DockerHttpClient http;
    private final Patience patience;

    BoundedHttp(DockerHttpClient http, Patience patience) {
        this.http = http;
        this.patience = patience;
    }

    @Override
    public Response execute(Request request) {
        Duration limit = limit(request);
        FutureTask<Response> call = new FutureTask<>(() -> answer(request));
        // On a virtual thread an interruption closes a socket of either kind.
        var _ = Thread.ofVirtual().name("engine call").start(call);
        String what = request.method() + " " + request.path().replaceFirst("\\?.*", "");
        try {
            return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new DockerException("no answer to " + what + " within " + seconds(limit), 0, e);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new DockerException("told to stop while " + what + " was waited for", 0, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DockerException refused
                    ? refused
                    : new DockerException(what + ": " + root(e), 0, e);
        }
    }

    private Response answer(Request request) throws IOException {
        if (request.hijackedInput() != null) {
            return attached(request);
        }
        if (isImageGiven(request)) {
            return http.execute(request);
        }
        try (Response response = http.execute(request)) {
            return new Whole(
                    response.getStatusCode(),
                    response.getHeaders(),
                    response.getBody().readNBytes(MAX_BYTES));
        }
    }

    /**
     * Asks a second time where the engine refuses to connect: of an answer that is no connection the client keeps the status
     * alone, and the reason is in the body.
     */
    private Response attached(Request request) throws IOException {
        try {
            return http.execute(request);
        } catch (RuntimeException refused) {
            Request plain = Request.builder()
                    .method(request.method())
                    .path(request.path())
                    .headers(request.headers())
                    .build();
            try (Response reason = http.execute(plain)) {
                if (reason.getStatusCode() >= FIRST_REFUSAL) {
                    return new Whole(
                            reason.getStatusCode(),
                            reason.getHeaders(),
                            reason.getBody().readNBytes(MAX_BYTES));
                }
            }
            throw refused;
        }
    }

    private Duration limit(Request request) {
        if (request.hijackedInput() != null) {
            return patience.attach();
        }
        if (request.path().contains("/images/load") || isImageGiven(request)) {
            return patience.image();
        }
        return request.method().equals("GET") ? patience.question() : patience.change();
    }

    private static boolean isImageGiven(Request request) {
        return request.path().contains("/images/") && request.path().endsWith("/get");
    }

    private static String seconds(Duration limit) {
        return limit.toSeconds() > 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** An answer of which nothing is still under way. */
    private static final class Whole implements Response {

        private final int status;
        private final Map<String, List<String>> headers;
        private final byte[] body;

        private Whole(int status, Map<String, List<String>> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
