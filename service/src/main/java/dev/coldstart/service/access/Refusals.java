package dev.coldstart.service.access;

import dev.coldstart.service.access.RateLimiter.Rate;
import dev.coldstart.service.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes who was not let do what, in the audit log; of one who tries again and again only the first tries of each minute. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Rate NOTED = new Rate(10, Duration.ofMinutes(1));

    private final AuditLog audit;
    private final RateLimiter noted;

    public Refusals(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.noted = new RateLimiter(NOTED, clock);
    }

    /**
     * Notes one.
     *
     * @param address where it came from
     * @param what was asked, such as {@code DELETE /api/v1/comparisons/...}
     * @param why it was refused
     */
    public void note(Caller who, String address, String what, String why) {
        if (noted.take(who.description() + " at " + address).isPresent()) {
            return;
        }
        try {
            audit.note(
                    new AuditLog.Note(who.description(), "refused", who.repository(), what, why + ", from " + address));
        } catch (StoreUnavailableException e) {
            // It is refused all the same.
            LOG.warn("{} was refused {}, which could not be noted", who.description(), what);
        }
    }
}
