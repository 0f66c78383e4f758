package dev.coldstart.service.dashboard;

import dev.coldstart.service.access.Caller;
import dev.coldstart.service.access.Callers;
import dev.coldstart.service.access.UnknownCallerException;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who is signed in: the token itself, in a cookie that scripts can't read and other sites can't send. Beside that, what changes
 * something has to come from a page of ours, which is shown by its origin and by what only such a page knows.
 */
public final class Visits {

    private static final int SECONDS = 30 * 24 * 3600;

    private final Callers callers;
    private final URI publicAddress;
    private final boolean secure;

    public Visits(Callers callers, URI publicAddress) {
        this.callers = callers;
        this.publicAddress = publicAddress;
        this.secure = "https".equals(publicAddress.getScheme());
    }

    /** A cookie of that prefix is taken by browsers only for the whole host, and only by https. */
    private String cookie() {
        return secure ? "__Host-coldstart" : "coldstart";
    }

    /** The token that a browser brings, for requests that change nothing. */
    public Optional<String> token(Context request) {
        return Optional.ofNullable(request.cookie(cookie())).filter(text -> !text.isEmpty());
    }

    /** Who it is; nobody where the token is worth nothing any more. */
    Visit of(Context request) {
        Optional<String> token = token(request);
        if (token.isEmpty()) {
            return new Visit(new Caller.Anonymous(), "");
        }
        try {
            return new Visit(callers.identify(token.get()), csrf(token.get()));
        } catch (UnknownCallerException e) {
            return new Visit(new Caller.Anonymous(), "");
        }
    }

    /** What came of a token. */
    sealed interface Attempt {}

    /** Whose it is. */
    record SignedIn(Caller caller) implements Attempt {}

    /** Why it is not taken. */
    record Refused(String why) implements Attempt {}

    /** Looks at a token. */
    Attempt signIn(String token) {
        try {
            Caller caller = callers.identify(token);
            return caller instanceof Caller.OfWorker
                    ? new Refused("This is a worker's token: it opens no pages.")
                    : new SignedIn(caller);
        } catch (UnknownCallerException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    /** Has the browser bring it from now on. */
    void remember(Context request, String token) {
        request.cookie(made(token, SECONDS));
    }

    void signOut(Context request) {
        request.cookie(made("", 0));
    }

    private Cookie made(String value, int seconds) {
        Cookie cookie = new Cookie(cookie(), value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }

    /** Whether a form was sent by a page of ours. Browsers say where a form was; who doesn't is none. */
    boolean fromOurPage(Context request) {
        String origin = Optional.ofNullable(request.header("Origin")).orElse("");
        String host = Optional.ofNullable(request.header("Host")).orElse("");
        return origin.equals(publicAddress.toString())
                || (!host.isEmpty() && (origin.equals("http://" + host) || origin.equals("https://" + host)));
    }

    /** Whether a form brought back what was in the page. */
    static boolean holdsCsrf(Context request, Visit visit) {
        byte[] brought =
                Optional.ofNullable(request.formParam("csrf")).orElse("").getBytes(StandardCharsets.UTF_8);
        return !visit.csrf().isEmpty()
                && MessageDigest.isEqual(brought, visit.csrf().getBytes(StandardCharsets.UTF_8));
    }

    /** Made of the token, so that it needs no store and is worth nothing to anybody else. */
    private static String csrf(String token) {
        try {
            byte[] text = ("coldstart csrf " + token).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
