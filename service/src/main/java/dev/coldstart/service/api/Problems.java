package dev.coldstart.service.api;

import dev.coldstart.protocol.State;
import dev.coldstart.service.access.Refusals;
import dev.coldstart.service.comparison.IllegalTransitionException;
import dev.coldstart.service.comparison.UnknownComparisonException;
import dev.coldstart.service.store.StoreUnavailableException;
import dev.coldstart.service.submission.InvalidSubmissionException;
import dev.coldstart.service.upload.PacedInput;
import dev.coldstart.service.upload.UploadRefusedException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From exceptions to problems, in one place. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private Problems() {}

    static void install(RoutesConfig routes, Refusals refusals) {
        routes.exception(ProblemException.class, (e, context) -> {
            e.retryAfter().ifPresent(wait -> context.header("Retry-After", Long.toString(wait.toSeconds())));
            e.refused()
                    .ifPresent(caller -> refusals.note(
                            caller,
                            context.ip(),
                            context.method() + " " + context.path(),
                            e.problem().detail()));
            if (e.problem().status() == 401) {
                context.header("WWW-Authenticate", "Bearer");
            }
            e.problem().answer(context);
        });
        routes.exception(UploadRefusedException.class, (e, context) -> {
            // The rest of what was sent is not read: nothing else can come over this connection.
            context.header("Connection", "close");
            Problem.of(e.status(), e.problem(), e.title(), String.valueOf(e.getMessage()))
                    .answer(context);
        });
        routes.exception(InvalidSubmissionException.class, (e, context) -> {
            Problem problem = Problem.of(
                    422,
                    e.problem(),
                    e.missing().isEmpty() ? "This can't be measured as it stands" : "Artifacts are missing",
                    String.valueOf(e.getMessage()));
            (e.missing().isEmpty() ? problem : problem.withMissing(e.missing())).answer(context);
        });
        routes.exception(
                UnknownComparisonException.class,
                (e, context) -> ProblemException.notFound(String.valueOf(e.getMessage()))
                        .problem()
                        .answer(context));
        routes.exception(IllegalTransitionException.class, Problems::transition);
        routes.exception(StoreUnavailableException.class, (e, context) -> {
            LOG.error("the store does not answer", e);
            unavailable(context, "the database does not answer at the moment");
        });
        routes.exception(UncheckedIOException.class, (e, context) -> {
            LOG.error("a file could not be read or written", e);
            unavailable(context, "the disk does not take it at the moment");
        });
        routes.exception(PacedInput.SlowSenderException.class, (e, context) -> {
            context.header("Connection", "close");
            Problem.of(408, "too-slow", "The body came too slowly", e.getMessage() + ": send it again, faster")
                    .answer(context);
        });
        routes.exception(IOException.class, (e, context) -> {
            if (e instanceof EofException) {
                LOG.debug("the sender has gone away", e);
            } else {
                LOG.error("a file could not be read or written", e);
            }
            unavailable(context, "it could not be read whole, or the disk does not take it");
        });
        routes.exception(Exception.class, (e, context) -> {
            LOG.error("a bug", e);
            Problem.of(500, "bug", "This is a bug of coldstart's", "what happened is in the service's log")
                    .answer(context);
        });
        for (int status : new int[] {404, 405}) {
            routes.error(status, context -> {
                if (!Problem.MEDIA_TYPE.equals(context.res().getContentType())
                        && context.path().startsWith(Api.PREFIX)) {
                    Problem.of(
                                    status,
                                    status == 404 ? "not-found" : "method-not-allowed",
                                    status == 404 ? "There is no such thing" : "That can't be done with it",
                                    context.method() + " " + context.path() + " is nothing that this service knows")
                            .answer(context);
                }
            });
        }
    }

    private static void transition(IllegalTransitionException e, Context context) {
        Problem.of(
                        409,
                        e.state() == State.MEASURING || e.state() == State.QUEUED ? "lease-lost" : "already-ended",
                        "That can't happen to the comparison now",
                        String.valueOf(e.getMessage()))
                .withState(e.state().id())
                .answer(context);
    }

    private static void unavailable(Context context, String detail) {
        context.header("Retry-After", Long.toString(SOON.toSeconds()));
        Problem.of(503, "unavailable", "Not now", detail + ": try again").answer(context);
    }
}
