package dev.coldstart.service.api;

import dev.coldstart.core.json.Json;
import dev.coldstart.service.upload.PacedInput;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** JSON from and to those who call. */
final class Bodies {

    /** The attribute of a request that holds its share of a budget until it is answered. */
    private static final String SHARE = "bodies.share";

    private static final Duration BUSY = Duration.ofSeconds(2);

    private Bodies() {}

    /** Gives back what {@link #large} took. */
    static void release(Context context) {
        Places.Held share = context.attribute(SHARE);
        if (share != null) {
            share.close();
        }
    }

    /**
     * A body that may be large, as text.
     *
     * @param budget bounds what all such bodies take together, and those of one sender
     * @param who the sender
     */
    static String large(Context context, int most, Places budget, String who) throws IOException {
        long announced = context.req().getContentLengthLong();
        long share = announced < 0 ? most : Math.min(announced, most);
        context.attribute(
                SHARE,
                budget.take(who, share)
                        .orElseThrow(() -> new ProblemException(
                                Problem.of(503, "busy", "Not now", "too many large requests are under way: try again"),
                                Optional.of(BUSY))));
        return text(context, most);
    }

    /** The body as text, if it is not longer than that. */
    static String text(Context context, int most) throws IOException {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        if (!type.toLowerCase(Locale.ROOT).split(";")[0].strip().equals("application/json")) {
            throw problem(415, "not-json", "The body is not JSON", "send it as application/json");
        }
        InputStream body = new PacedInput(context.req().getInputStream(), PacedInput.Pace.REQUEST);
        if (context.req().getContentLengthLong() > most) {
            if (context.header("Expect") == null) {
                discard(body, 2L * most);
            }
            throw tooLarge(most);
        }
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            discard(body, most);
            throw tooLarge(most);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem(400, "malformed-json", "The body can't be read", "it is not UTF-8");
        }
    }

    /** Reads on for a while: to close on somebody who still sends is to have them miss the answer. */
    private static void discard(InputStream body, long atMost) throws IOException {
        byte[] rest = new byte[1 << 14];
        long left = atMost;
        int n;
        while (left > 0 && (n = body.read(rest)) > 0) {
            left -= n;
        }
    }

    /** The text as a value. */
    static <T> T read(String text, Class<T> type) {
        try {
            T value = Json.line().readValue(text, type);
            if (value == null) {
                throw problem(422, "invalid-body", "The body is not what is expected here", "it is null");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw problem(
                    400,
                    "json-too-deep",
                    "The body can't be read",
                    "it is nested too deep, or a part of it is too long");
        } catch (InputCoercionException e) {
            throw problem(
                    422,
                    "invalid-body",
                    "The body is not what is expected here",
                    "a number in it is larger than any that makes sense there: " + e.getOriginalMessage());
        } catch (StreamReadException e) {
            boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate");
            throw problem(
                    400,
                    twice ? "json-duplicate" : "malformed-json",
                    "The body can't be read",
                    String.valueOf(e.getOriginalMessage()));
        } catch (JacksonException e) {
            throw problem(422, "invalid-body", "The body is not what is expected here", Json.why(text, type, e));
        }
    }

    static void answer(Context context, int status, Object value) {
        // As bytes: text would be sent in the server's own default, which is not UTF-8.
        context.status(status)
                .contentType("application/json")
                .result(Json.line().writeValueAsBytes(value));
    }

    private static ProblemException tooLarge(int most) {
        return problem(413, "body-too-large", "The body is too large", "not more than " + most + " bytes are taken");
    }

    private static ProblemException problem(int status, String name, String title, String detail) {
        return new ProblemException(Problem.of(status, name, title, detail));
    }
}
