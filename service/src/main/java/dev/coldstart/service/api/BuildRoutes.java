package dev.coldstart.service.api;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.service.access.Caller;
import dev.coldstart.service.upload.KnownBuilds;
import io.javalin.http.Context;
import java.util.Optional;

/** {@code /builds}: what was built before. */
final class BuildRoutes {

    private final KnownBuilds builds;
    private final Guard guard;

    BuildRoutes(KnownBuilds builds, Guard guard) {
        this.builds = builds;
        this.guard = guard;
    }

    void get(Context context) {
        Caller caller = guard.caller(context);
        String repository = guard.submit(caller, false).repository().orElseThrow();
        Bodies.answer(
                context,
                200,
                builds.find(new KnownBuilds.Key(
                                repository,
                                parameter(context, "commit"),
                                parameter(context, "form"),
                                architecture(parameter(context, "architecture")),
                                parameter(context, "configuration")))
                        .orElseThrow(() -> ProblemException.notFound("no such build is known: build it, and send it")));
    }

    private static String parameter(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).orElseThrow(() -> invalid(name + " is missing"));
    }

    private static Architecture architecture(String name) {
        try {
            return Architecture.of(name);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException invalid(String why) {
        return new ProblemException(Problem.of(400, "invalid-parameter", "A parameter is not as it should be", why));
    }
}
