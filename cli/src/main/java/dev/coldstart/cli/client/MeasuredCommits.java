package dev.coldstart.cli.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Which commits of an app a service has measured. */
public final class MeasuredCommits {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private MeasuredCommits() {}

    /** The service can't say. */
    public static final class UnknownException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownException(ServiceException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * The newest first, each once.
     *
     * @param token of the repository's
     * @throws UnknownException when the service does not answer now
     * @throws dev.coldstart.cli.UserError when it does not let this repository in
     */
    public static List<String> of(URI service, String token, String app) throws UnknownException {
        try (RemoteService remote = new RemoteService(service, token, PATIENCE)) {
            return remote.measuredCommits(app).reversed().stream().distinct().toList();
        } catch (ServiceException e) {
            throw new UnknownException(e);
        }
    }
}
