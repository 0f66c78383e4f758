package dev.coldstart.service.access;

import java.util.Optional;

/**
 * Who may do what, in one place.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th></th><th>nobody</th><th>repository's</th><th>a fork's build</th><th>worker</th><th>admin</th></tr>
 * <tr><td>read what is of a repository</td><td>if it is open</td><td>its own, or open</td><td>its own, or open</td><td>if open</td><td>all</td></tr>
 * <tr><td>submit</td><td>no</td><td>for its own</td><td>where forks are allowed</td><td>no</td><td>no</td></tr>
 * <tr><td>cancel, approve</td><td>no</td><td>its own</td><td>no</td><td>no</td><td>all</td></tr>
 * <tr><td>measure</td><td>no</td><td>no</td><td>no</td><td>yes</td><td>no</td></tr>
 * <tr><td>administer</td><td>no</td><td>no</td><td>no</td><td>no</td><td>yes</td></tr>
 * </table>
 */
public final class Access {

    private final Repositories repositories;

    public Access(Repositories repositories) {
        this.repositories = repositories;
    }

    /** Whether somebody may. */
    public sealed interface Decision {
        default boolean allowed() {
            return this instanceof Allowed;
        }
    }

    public record Allowed() implements Decision {}

    /** Nobody in particular asks: with a token it may be another thing. */
    public record SignInFirst() implements Decision {}

    /** It is to look as if it were not there: that there is such a thing is not for them to know. */
    public record Hidden() implements Decision {}

    /**
     * They know that it is there, and may not.
     *
     * @param reason one sentence that says what would be needed
     */
    public record Forbidden(String reason) implements Decision {}

    /**
     * May it send a comparison?
     *
     * @param fork whether its code is a fork's: what was said, or what the identity says, whichever is worse
     */
    public record Submission(Decision decision, Optional<String> repository, boolean fork) {}

    /** Reports, samples, logs, artifacts of a repository. */
    public Decision read(Caller caller, String repository) {
        boolean own = caller.repository().filter(repository::equals).isPresent();
        if (own
                || caller instanceof Caller.OfAdmin
                || repositories.settings(repository).open()) {
            return new Allowed();
        }
        return caller instanceof Caller.Anonymous ? new SignInFirst() : new Hidden();
    }

    /** A comparison, or an artifact for one; always for the caller's own repository. */
    public Submission submit(Caller caller, boolean saysFork) {
        boolean fork = saysFork || isFork(caller);
        Optional<String> repository = caller.repository();
        Decision decision = switch (caller) {
            case Caller.Anonymous _ -> new SignInFirst();
            case Caller.OfWorker _, Caller.OfAdmin _ ->
                new Forbidden("what is measured belongs to a repository: a token of one is needed");
            case Caller.OfRepository _ ->
                fork && !repositories.settings(repository.orElseThrow()).forks()
                        ? new Forbidden("the repository does not let pull requests from forks be measured; its"
                                + " service's operator can allow it")
                        : new Allowed();
        };
        return new Submission(decision, repository, fork);
    }

    /** What ends or changes something of a repository. */
    public Decision change(Caller caller, String repository) {
        Decision readable = read(caller, repository);
        boolean own = caller.repository().filter(repository::equals).isPresent() && !isFork(caller);
        if (own || caller instanceof Caller.OfAdmin) {
            return new Allowed();
        }
        return readable.allowed() && !(caller instanceof Caller.Anonymous)
                ? new Forbidden("only the repository itself may do that")
                : caller instanceof Caller.Anonymous ? new SignInFirst() : new Hidden();
    }

    /** Taking comparisons from the queue, and what is needed for it. */
    public Decision work(Caller caller) {
        return only(caller, Tokens.Kind.WORKER, caller instanceof Caller.OfWorker);
    }

    /** Tokens, settings, the audit log. */
    public Decision administer(Caller caller) {
        return only(caller, Tokens.Kind.ADMIN, caller instanceof Caller.OfAdmin);
    }

    private static Decision only(Caller caller, Tokens.Kind role, boolean is) {
        if (is) {
            return new Allowed();
        }
        return caller instanceof Caller.Anonymous
                ? new SignInFirst()
                : new Forbidden("a token with the role " + role.id() + " is needed");
    }

    private static boolean isFork(Caller caller) {
        return caller instanceof Caller.OfRepository of && of.fork();
    }
}
