package dev.coldstart.cli.client;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.protocol.RefusedException;
import dev.coldstart.protocol.ServiceClient;
import dev.coldstart.protocol.ServiceUnavailableException;
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

        UnknownException(ServiceUnavailableException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * The newest first, each once.
     *
     * @param token of the repository's
     * @throws UnknownException when the service does not answer now
     * @throws UserError when it does not let this repository in
     */
    public static List<String> of(URI service, String token, String app) throws UnknownException {
        try (ServiceClient remote = new ServiceClient(service, token, PATIENCE)) {
            return remote.measuredCommits(app).reversed().stream().distinct().toList();
        } catch (RefusedException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (ServiceUnavailableException e) {
            throw new UnknownException(e);
        }
    }
}
