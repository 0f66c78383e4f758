package dev.coldstart.runner.function;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One event on its way: given to who asked for it, and what came back. Times by {@link System#nanoTime()}.
 *
 * @param id that its response has to name
 * @param askedAt when the head of the request for it had been read
 * @param client what the client called itself
 * @param sentAt when it was sent
 * @param posted what came back; empty as long as nothing has
 */
public record FunctionEvent(String id, long askedAt, Optional<String> client, long sentAt, Optional<Posted> posted) {

    /**
     * What was posted for it.
     *
     * @param readAt when its last byte had been read
     * @param answeredAt when that had been acknowledged
     * @param body as it came
     * @param error where it is no response
     */
    public record Posted(long readAt, long answeredAt, ByteBuffer body, Optional<Problem> error) {}

    /**
     * Something that went wrong, as Lambda would report it.
     *
     * @param type such as {@code Runtime.ImportModuleError}; not trusted
     * @param message not trusted
     */
    public record Problem(Optional<String> type, Optional<String> message) {

        private static final int SHOWN = 300;

        /** For people, in one line. */
        public String words() {
            String name = type.orElse("an error without a type");
            return message.map(text -> name + ": " + shown(text)).orElse(name);
        }

        private static String shown(String text) {
            String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
            return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
        }
    }
}
