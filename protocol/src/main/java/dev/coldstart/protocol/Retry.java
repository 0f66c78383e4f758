package dev.coldstart.protocol;

import java.time.Duration;

/**
 * Tries again while the service is away: one that is restarted comes back.
 *
 * @param tries how often in all, at least 1
 */
public record Retry(int tries, Duration pause) {

    /** A minute, in which a service is restarted. */
    public static final Retry A_MINUTE = new Retry(30, Duration.ofSeconds(2));

    /** Two minutes: for what took minutes to measure. */
    public static final Retry TWO_MINUTES = new Retry(60, Duration.ofSeconds(2));

    public Retry {
        if (tries < 1 || pause.isNegative()) {
            throw new IllegalArgumentException("at least one try, and no negative pause");
        }
    }

    /**
     * What is tried.
     *
     * @param <T> what comes of it
     * @param <E> what else it may end with, which is not tried again
     */
    public interface Attempt<T, E extends Exception> {
        T go() throws ServiceUnavailableException, E;
    }

    /**
     * Makes the attempt until it succeeds.
     *
     * @throws ServiceUnavailableException what the last one ended with
     */
    public <T, E extends Exception> T go(Attempt<T, E> attempt)
            throws ServiceUnavailableException, InterruptedException, E {
        for (int i = 1; ; i++) {
            try {
                return attempt.go();
            } catch (ServiceUnavailableException e) {
                if (i == tries) {
                    throw e;
                }
                Thread.sleep(pause);
            }
        }
    }
}
