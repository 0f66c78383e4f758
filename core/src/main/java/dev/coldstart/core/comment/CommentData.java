package dev.coldstart.core.comment;

import dev.coldstart.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;

/**
 * What a comment knows of itself, kept in it where nobody sees it: its parts, so that the job of another architecture can add
 * its own, and what was told so far. Base64 has nothing in it that could end an HTML comment.
 */
record CommentData(List<CommentPart> parts, List<Told> told) {

    static final CommentData NONE = new CommentData(List.of(), List.of());

    private static final Pattern HIDDEN = Pattern.compile("<!-- coldstart-parts ([A-Za-z0-9_=-]*) -->");

    /** More than any comment's parts come to; a comment can be edited by many. */
    private static final int MAX_BYTES = 4_000_000;

    CommentData {
        parts = List.copyOf(parts);
        told = List.copyOf(told);
    }

    String hidden() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Json.line().writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return "<!-- coldstart-parts " + Base64.getUrlEncoder().encodeToString(bytes.toByteArray()) + " -->";
    }

    /** What a comment holds; nothing where it holds nothing that can be read. */
    static CommentData read(String comment) {
        Matcher hidden = HIDDEN.matcher(comment);
        if (!hidden.find()) {
            return NONE;
        }
        try (GZIPInputStream gzip = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(hidden.group(1))))) {
            String json = new String(gzip.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            return Json.line().readValue(json, CommentData.class);
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            return NONE;
        }
    }

    /** A comment's text without what is hidden in it. */
    static String without(String comment) {
        return HIDDEN.matcher(comment).replaceAll("");
    }
}
