package dev.coldstart.service.api;

import dev.coldstart.service.access.Access;
import dev.coldstart.service.access.Caller;
import dev.coldstart.service.access.Callers;
import dev.coldstart.service.access.RateLimiter;
import dev.coldstart.service.access.UnknownCallerException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Who asks, how often, and whether they may. */
final class Guard {

    private static final String BEARER = "bearer ";

    private final Callers callers;
    private final Function<Context, Optional<String>> cookie;
    private final Access access;
    private final RateLimiter requests;
    private final RateLimiter comparisons;
    private final RateLimiter forkComparisons;
    private final RateLimiter wrongTokens;

    Guard(Callers callers, Function<Context, Optional<String>> cookie, Access access, Limits limits) {
        this.callers = callers;
        this.cookie = cookie;
        this.access = access;
        this.requests = limits.requests();
        this.comparisons = limits.comparisons();
        this.forkComparisons = limits.forkComparisons();
        this.wrongTokens = limits.wrongTokens();
    }

    /**
     * How often somebody may ask for something.
     *
     * @param wrongTokens of an address, and of one token wherever it comes from
     */
    record Limits(
            RateLimiter requests, RateLimiter comparisons, RateLimiter forkComparisons, RateLimiter wrongTokens) {}

    /** Who it is. Counts the request. */
    Caller caller(Context context) {
        String header = Optional.ofNullable(context.header("Authorization")).orElse("");
        Caller caller;
        if (header.isEmpty()) {
            caller = byCookie(context);
        } else if (header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            caller = byToken(context, header.substring(BEARER.length()).strip());
        } else {
            limit(wrongTokens, context.ip());
            throw new ProblemException(Problem.of(
                    401, "token-malformed", "The token is not taken", "send it as Authorization: Bearer TOKEN"));
        }
        // Workers ask all the time, and are let in by the operator.
        if (!(caller instanceof Caller.OfWorker)) {
            limit(requests, who(caller, context));
        }
        return caller;
    }

    /** Under which somebody is counted: a repository, else an address. */
    static String who(Caller caller, Context context) {
        return caller.repository().orElseGet(context::ip);
    }

    /**
     * Who came with a token. Wrong ones are counted by their address and by themselves: one that was wrong again and again is not
     * even looked up. A right one is never refused for what others at its address have tried.
     */
    private Caller byToken(Context context, String token) {
        String itself = "token " + Integer.toHexString(token.hashCode()) + " " + token.length();
        refuse(wrongTokens.wait(itself));
        try {
            return callers.identify(token);
        } catch (UnknownCallerException e) {
            Optional<Duration> tooOften = wrongTokens.take(itself).or(() -> wrongTokens.take(context.ip()));
            refuse(tooOften);
            throw new ProblemException(Problem.of(
                            401, "token-" + e.problem(), "The token is not taken", String.valueOf(e.getMessage())))
                    .refusing(new Caller.Anonymous());
        }
    }

    /** Whether somebody who was let in may still read that: a token is revoked, and a repository closed, in between. */
    boolean stillReads(Context context, String repository) {
        String header = Optional.ofNullable(context.header("Authorization")).orElse("");
        try {
            Caller caller = header.isEmpty()
                    ? byCookie(context)
                    : callers.identify(header.substring(BEARER.length()).strip());
            return access.read(caller, repository).allowed();
        } catch (UnknownCallerException e) {
            return false;
        }
    }

    /**
     * Somebody who has signed in with a browser. Only to look: whatever changes something by a cookie could be sent by another
     * site's page.
     */
    private Caller byCookie(Context context) {
        boolean looks =
                context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
        Optional<String> token = looks ? cookie.apply(context) : Optional.empty();
        try {
            return token.isEmpty() ? new Caller.Anonymous() : callers.identify(token.get());
        } catch (UnknownCallerException e) {
            return new Caller.Anonymous();
        }
    }

    /** The repository that somebody may send something to be measured for. */
    Access.Submission submit(Caller caller, boolean saysFork) {
        Access.Submission submission = access.submit(caller, saysFork);
        require(caller, submission.decision());
        return submission;
    }

    /** Counts a comparison. */
    void countComparison(Access.Submission submission) {
        limit(
                submission.fork() ? forkComparisons : comparisons,
                submission.repository().orElseThrow());
    }

    void read(Caller caller, String repository) {
        require(caller, access.read(caller, repository));
    }

    void change(Caller caller, String repository) {
        require(caller, access.change(caller, repository));
    }

    /** Adds to what it has sent itself; a fork's build only to what is a fork's. */
    void complete(Caller caller, String repository, boolean fork) {
        if (fork && caller.repository().filter(repository::equals).isPresent()) {
            require(caller, access.submit(caller, true).decision());
        } else {
            require(caller, access.change(caller, repository));
        }
    }

    Caller.OfWorker worker(Caller caller) {
        require(caller, access.work(caller));
        return (Caller.OfWorker) caller;
    }

    private static void limit(RateLimiter limiter, String who) {
        refuse(limiter.take(who));
    }

    private static void refuse(Optional<Duration> wait) {
        if (wait.isPresent()) {
            throw new ProblemException(
                    Problem.of(
                            429,
                            "too-many-requests",
                            "Too many requests",
                            "try again in " + wait.get().toSeconds() + " s"),
                    wait);
        }
    }

    private static void require(Caller caller, Access.Decision decision) {
        switch (decision) {
            case Access.Allowed allowed -> {
                // nothing in the way
            }
            case Access.SignInFirst first ->
                throw new ProblemException(Problem.of(
                                401, "token-missing", "Who are you?", "send a token: Authorization: Bearer TOKEN"))
                        .refusing(caller);
            case Access.Hidden hidden ->
                throw ProblemException.notFound("there is no such thing here").refusing(caller);
            case Access.Forbidden(String reason) ->
                throw new ProblemException(Problem.of(403, "forbidden", "That is not for this token", reason))
                        .refusing(caller);
        }
    }
}
