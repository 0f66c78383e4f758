package dev.coldstart.service.api;

import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.Access;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.access.Caller;
import dev.coldstart.service.comparison.Comparison;
import dev.coldstart.service.comparison.Comparisons;
import dev.coldstart.service.comparison.Reports;
import dev.coldstart.service.submission.InvalidSubmissionException;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /comparisons} and what is below. */
final class ComparisonRoutes {

    private static final int MAX_BODY = 16 << 20;
    private static final int MAX_FRAMES_BODY = 2 << 20;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final Comparisons comparisons;
    private final Reports reports;
    private final Guard guard;
    private final AuditLog audit;
    private final Places bodies;

    ComparisonRoutes(Comparisons comparisons, Reports reports, Guard guard, AuditLog audit) {
        // What is made of a body takes several times as much memory: two of the largest at once, each of another
        // sender.
        this.bodies = new Places(2L * MAX_BODY, MAX_BODY);
        this.comparisons = comparisons;
        this.reports = reports;
        this.guard = guard;
        this.audit = audit;
    }

    void post(Context context) throws IOException, InvalidSubmissionException {
        Caller caller = guard.caller(context);
        guard.submit(caller, false);
        Optional<String> key = Optional.ofNullable(context.header("Idempotency-Key"));
        if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
            throw new ProblemException(Problem.of(
                    400,
                    "invalid-idempotency-key",
                    "The Idempotency-Key can't be one",
                    "it has 1 to 200 characters that can be printed, and no spaces"));
        }
        String body = Bodies.large(context, MAX_BODY, bodies, Guard.who(caller, context));
        Submission submission = Bodies.read(body, Submission.class);
        Access.Submission allowed = guard.submit(caller, submission.revision().fork());
        Comparisons.Request request = new Comparisons.Request(
                allowed.repository().orElseThrow(), caller.description(), allowed.fork(), key, body);
        Optional<Comparisons.Submitted> before = comparisons.before(request);
        Comparisons.Submitted submitted = before.isPresent() ? before.get() : submit(allowed, request, submission);
        Comparison comparison = switch (submitted) {
            case Comparisons.Submitted.Accepted(Comparison accepted) -> accepted;
            case Comparisons.Submitted.Known(Comparison known) -> known;
            case Comparisons.Submitted.KeyReused reused ->
                throw new ProblemException(Problem.of(
                        422,
                        "idempotency-key-reused",
                        "The Idempotency-Key was used for something else",
                        "take a new one for each comparison"));
        };
        context.header("Location", Api.PREFIX + "/comparisons/" + comparison.id());
        Bodies.answer(context, 202, view(comparison));
    }

    /** Counted here: who asks again for the same, as the answer was lost, has not asked for more. */
    private Comparisons.Submitted submit(Access.Submission allowed, Comparisons.Request request, Submission submission)
            throws InvalidSubmissionException {
        guard.countComparison(allowed);
        return comparisons.submit(request, submission);
    }

    void get(Context context) {
        Bodies.answer(context, 200, view(readable(context)));
    }

    void delete(Context context) {
        Caller caller = guard.caller(context);
        Comparison comparison = find(context);
        guard.change(caller, comparison.repository());
        Comparison cancelled = comparisons.cancel(comparison.id(), caller.description());
        Bodies.answer(context, 200, view(cancelled));
    }

    /** Where lines of its stack traces are in the sources, from whoever built it. */
    void frames(Context context) throws IOException, InvalidSubmissionException {
        Caller caller = guard.caller(context);
        Comparison comparison = find(context);
        guard.complete(caller, comparison.repository(), comparison.revision().fork());
        Submission.Frames frames = Bodies.read(
                Bodies.large(context, MAX_FRAMES_BODY, bodies, Guard.who(caller, context)), Submission.Frames.class);
        notBefore(comparison);
        reports.add(comparison, frames);
        audit.note(new AuditLog.Note(
                caller.description(),
                "comparison.frames",
                Optional.of(comparison.repository()),
                comparison.id(),
                frames.frames().size() + " frames"));
        Bodies.answer(context, 200, view(comparison));
    }

    private static void notBefore(Comparison comparison) {
        if (!comparison.state().ended()) {
            throw new ProblemException(Problem.of(
                            409,
                            "not-ended",
                            "The comparison has not ended",
                            "it is " + comparison.state().id() + ": follow its events")
                    .withState(comparison.state().id()));
        }
    }

    /** One of its files, whole. */
    void file(Context context, Reports.Kind kind) throws IOException {
        Comparison comparison = readable(context);
        notBefore(comparison);
        Path file = reports.file(comparison, kind)
                .orElseThrow(() -> ProblemException.notFound("nothing was measured of it"));
        // Made from what an app said: it is to run no scripts of the app's in this service's name.
        context.header(
                        "Content-Security-Policy",
                        "sandbox allow-scripts allow-popups; default-src 'none'; img-src data:;"
                                + " style-src 'unsafe-inline'; script-src 'unsafe-inline'")
                .header("X-Content-Type-Options", "nosniff")
                .contentType(kind.type())
                .result(Files.newInputStream(file));
    }

    /** The comparison of the address, if the caller may read it. */
    private Comparison readable(Context context) {
        return readable(context, guard.caller(context));
    }

    /** The same for a caller who is known. */
    Comparison readable(Context context, Caller caller) {
        Comparison comparison = find(context);
        guard.read(caller, comparison.repository());
        return comparison;
    }

    private Comparison find(Context context) {
        return comparisons
                .find(context.pathParam("id"))
                .orElseThrow(() -> ProblemException.notFound("there is no such thing here"));
    }

    ComparisonView view(Comparison comparison) {
        List<String> files = comparison.state().ended()
                ? Arrays.stream(Reports.Kind.values()).map(Reports.Kind::file).toList()
                : List.of();
        return ComparisonView.of(comparison, comparisons.place(comparison), files);
    }
}
