package dev.coldstart.core.comment;

import dev.coldstart.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;

/**
 * The comment's parts, kept in the comment itself where nobody sees them, so that the job of another architecture can add its
 * own. Base64 has nothing in it that could end an HTML comment.
 */
final class CommentData {

    private static final Pattern HIDDEN = Pattern.compile("<!-- coldstart-parts ([A-Za-z0-9_=-]*) -->");

    /** More than any comment's parts come to; a comment can be edited by many. */
    private static final int MOST_BYTES = 4_000_000;

    private CommentData() {}

    static String hidden(List<CommentPart> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Json.line().writeValueAsBytes(parts));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return "<!-- coldstart-parts " + Base64.getUrlEncoder().encodeToString(bytes.toByteArray()) + " -->";
    }

    /** The parts that a comment holds; none where it holds nothing that can be read. */
    static List<CommentPart> read(String comment) {
        Matcher hidden = HIDDEN.matcher(comment);
        if (!hidden.find()) {
            return List.of();
        }
        try (GZIPInputStream gzip = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(hidden.group(1))))) {
            String json = new String(gzip.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            return Arrays.asList(Json.line().readValue(json, CommentPart[].class));
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            return List.of();
        }
    }
}
