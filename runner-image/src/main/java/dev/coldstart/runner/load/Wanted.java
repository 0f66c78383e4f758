package dev.coldstart.runner.load;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.http.AnswerReader;
import dev.coldstart.core.http.RequestBytes;
import dev.coldstart.core.plan.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;

/** A request of a mix, and whether an answer to it is the expected one. For one thread. */
public final class Wanted {

    private final ByteBuffer bytes;
    private final String method;
    private final int weight;
    private final Predicate<Answer> expected;
    private byte[] good = new byte[0];
    private int goodStatus;

    /**
     * A request.
     *
     * @param weight how often it is sent, next to the others
     * @param expected whether an answer is as it has to be; looked at where it differs from the last good one in status or body
     */
    public Wanted(HttpRequest request, int weight, Predicate<Answer> expected) {
        this.bytes = ByteBuffer.wrap(RequestBytes.amongOthers(request)).asReadOnlyBuffer();
        this.method = request.method();
        this.weight = weight;
        this.expected = expected;
    }

    int weight() {
        return weight;
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** The request from its first byte on. */
    ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** Most answers are the same as the one before, and are not read a second time. */
    boolean isGood(byte[] answer, Framing framing) {
        if (framing.status() == goodStatus
                && Arrays.equals(answer, framing.body(), framing.end(), good, 0, good.length)) {
            return true;
        }
        try {
            Answer read = new AnswerReader(method, new ByteArrayInputStream(answer, 0, framing.end())).answer();
            if (!expected.test(read)) {
                return false;
            }
        } catch (IOException e) {
            return false;
        }
        good = Arrays.copyOfRange(answer, framing.body(), framing.end());
        goodStatus = framing.status();
        return true;
    }
}
