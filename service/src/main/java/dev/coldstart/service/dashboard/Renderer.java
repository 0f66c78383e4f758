package dev.coldstart.service.dashboard;

import dev.coldstart.core.presentation.Words;
import dev.coldstart.service.access.Caller;
import dev.coldstart.service.dashboard.view.Frame;
import dev.coldstart.service.dashboard.view.ProblemPage;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.util.List;

/** Writes pages, each with the headers that hold it in. */
final class Renderer {

    /** No script, style or address but ours, and no page of another's around ours. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final String PACKAGE = "dev.coldstart.service.dashboard.pages";

    private static final String WRITTEN = "dashboard.written";

    private final Assets assets;
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Renderer.class.getClassLoader(), PACKAGE);

    Renderer(Assets assets) {
        this.assets = assets;
    }

    /** What is around a page. */
    Frame frame(Visit visit, String title, String section, String... scripts) {
        return new Frame(
                Words.line(title) + " · coldstart",
                section,
                visit.caller() instanceof Caller.Anonymous
                        ? ""
                        : Words.line(visit.caller().description()),
                visit.sight().all(),
                visit.csrf(),
                assets.address("style.css"),
                List.of(scripts).stream().map(assets::address).toList());
    }

    void page(Context request, String template, Object page) {
        Utf8ByteOutput out = new Utf8ByteOutput();
        engine.render(template + ".jte", page, out);
        headers(request);
        request.contentType("text/html; charset=utf-8");
        request.header("Content-Security-Policy", POLICY);
        request.attribute(WRITTEN, true);
        request.result(out.toByteArray());
    }

    /** Whether a request has been answered with a page already. */
    static boolean hasWritten(Context request) {
        return request.attribute(WRITTEN) != null;
    }

    /** A page that says what is wrong. */
    void problem(Context request, Visit visit, int status, String title, String detail) {
        request.status(status);
        boolean signIn = status == 401 || (status == 404 && !visit.signedIn());
        String here = request.queryString() == null ? request.path() : request.path() + "?" + request.queryString();
        page(
                request,
                "problem",
                new ProblemPage(
                        frame(visit, title, ""),
                        title,
                        detail,
                        signIn,
                        Address.of("/sign-in").with("next", here).toString()));
    }

    /** What you may not see and what is not there look alike. */
    void notFound(Context request, Visit visit) {
        problem(
                request,
                visit,
                404,
                "There is no such page",
                "Or it is of a repository that you may not see" + (visit.signedIn() ? "." : ", not being signed in."));
    }

    /** Of everything that is sent to a browser. */
    static void headers(Context request) {
        request.header("X-Content-Type-Options", "nosniff");
        // With none at all, browsers would not say either where a form was sent from.
        request.header("Referrer-Policy", "same-origin");
        request.header("Cross-Origin-Opener-Policy", "same-origin");
        // What one person may see, another must not be given out of a cache.
        request.header("Cache-Control", "private, no-store");
    }
}
