package dev.coldstart.service;

import dev.coldstart.protocol.WorkerClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** A worker's link whose requests and answers are held to {@code openapi.yaml}, artifacts apart, which are no JSON. */
final class CheckedLink {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Queue<AssertionError> wrong = new ConcurrentLinkedQueue<>();

    WorkerClient to(URI service, String token) {
        return new WorkerClient(
                service,
                token,
                new OkHttpClient.Builder()
                        .connectTimeout(PATIENCE)
                        .readTimeout(PATIENCE)
                        .writeTimeout(PATIENCE)
                        .addInterceptor(chain -> checked(chain.request(), chain.proceed(chain.request())))
                        .build());
    }

    /** Remembered and not thrown: it would end the worker's thread, and no test would say why. */
    private Response checked(Request request, Response response) throws IOException {
        try {
            String path = request.url().encodedPath();
            Description.checkRequest(request.method(), path, text(request.body()));
            String type = Optional.ofNullable(response.header("Content-Type")).orElse("");
            String body =
                    type.contains("json") ? response.peekBody(Long.MAX_VALUE).string() : "";
            Description.check(request.method(), path, response.code(), type, body);
        } catch (AssertionError e) {
            wrong.add(e);
        }
        return response;
    }

    private static String text(@org.jspecify.annotations.Nullable RequestBody body) throws IOException {
        if (body == null) {
            return "";
        }
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        return buffer.readUtf8();
    }

    /** Fails where something was not as described. */
    void verify() {
        AssertionError first = wrong.peek();
        if (first != null) {
            throw first;
        }
    }
}
