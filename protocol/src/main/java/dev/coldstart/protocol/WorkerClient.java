package dev.coldstart.protocol;

import dev.coldstart.core.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.ValueInstantiationException;

/** The service as a worker speaks to it. */
public final class WorkerClient implements AutoCloseable {

    private final ServiceHttp service;

    /** @param service where it answers */
    public WorkerClient(URI service, String token, Duration patience) {
        this.service = new ServiceHttp(service, token, patience);
    }

    /** The same over this client, which it closes. */
    public WorkerClient(URI service, String token, OkHttpClient http) {
        this.service = new ServiceHttp(service, token, http);
    }

    /** Asks for work. What can't be read as work is handed back at once: to keep it would look like a worker that was lost. */
    public Optional<Wire.Assignment> claim(Wire.Hello hello) throws ServiceUnavailableException {
        try {
            Optional<String> answer = post("worker/claim", hello);
            return answer.isEmpty() ? Optional.empty() : Optional.of(assignment(answer.get()));
        } catch (LeaseLostException e) {
            throw new ServiceUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private Wire.Assignment assignment(String answer) throws ServiceUnavailableException, LeaseLostException {
        try {
            return Json.line().readValue(answer, Wire.Assignment.class);
        } catch (JacksonException e) {
            JsonNode work = service.tree(answer);
            String why = "a worker can't read it: " + e.getOriginalMessage();
            String lease = work.path("lease").asString("");
            // What a record refuses every worker refuses; what is not known here another version may know.
            handBack(
                    work.path("comparison").asString(""),
                    e instanceof ValueInstantiationException
                            ? Wire.HandBack.refused(lease, why)
                            : Wire.HandBack.broken(lease, why));
            throw new ServiceUnavailableException(
                    "what the service gave could not be read and was handed back: " + why, e);
        }
    }

    /** Says what was seen; the line from which the service has a gap, if it has one. */
    public OptionalInt lines(String comparison, Wire.Lines lines)
            throws ServiceUnavailableException, LeaseLostException {
        return taken("worker/comparisons/" + comparison + "/lines", lines);
    }

    /** Says that it was all; the line from which the service has a gap, if it has one. */
    public OptionalInt done(String comparison, Wire.Done done) throws ServiceUnavailableException, LeaseLostException {
        return taken("worker/comparisons/" + comparison + "/done", done);
    }

    /** Gives a comparison back before its end. */
    public void handBack(String comparison, Wire.HandBack back) throws ServiceUnavailableException, LeaseLostException {
        var _ = taken("worker/comparisons/" + comparison + "/hand-back", back);
    }

    /** Fetches an artifact to a file. */
    public void fetch(String sha256, Path file) throws ServiceUnavailableException {
        service.download("artifacts/" + sha256, file);
    }

    private OptionalInt taken(String path, Object message) throws ServiceUnavailableException, LeaseLostException {
        Optional<String> answer = post(path, message);
        return answer.isEmpty()
                ? OptionalInt.empty()
                : service.read(answer.get(), Wire.Taken.class).expected();
    }

    private Optional<String> post(String path, Object message) throws ServiceUnavailableException, LeaseLostException {
        try (Response response = service.call(
                service.request(path).post(ServiceHttp.json(message)).build())) {
            return switch (response.code()) {
                case ServiceHttp.OK -> Optional.of(service.text(response));
                case ServiceHttp.NO_CONTENT -> Optional.empty();
                case ServiceHttp.CONFLICT -> throw new LeaseLostException(service.detail(response));
                default -> throw service.failed(response);
            };
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
