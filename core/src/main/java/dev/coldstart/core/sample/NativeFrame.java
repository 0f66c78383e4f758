package dev.coldstart.core.sample;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * A line of a stack trace of native .NET code, which has an offset where others have a line: {@code at
 * Users.Api.Program.<Main>$(String[]) + 0x19c}.
 *
 * @param text from the method's name to the offset, as it was printed
 * @param method with its type, without parameters
 * @param offset of the address in the method's code, in bytes
 */
public record NativeFrame(String text, String method, long offset) {

    private static final Pattern FRAME = Pattern.compile(
            "^\\s*at (?P<text>(?P<method>[^()]{1,600})\\([^()]{0,600}\\) \\+ 0x(?P<offset>[0-9a-fA-F]{1,7}))\\s*$");

    /** What is longer is no frame that anyone could look up. */
    private static final int LONGEST = 2000;

    /** The frame that a line of a log is; empty for any other line. */
    public static Optional<NativeFrame> in(String line) {
        if (line.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = FRAME.matcher(line);
        return matcher.find()
                ? Optional.of(new NativeFrame(
                        matcher.group("text"), matcher.group("method"), Long.parseLong(matcher.group("offset"), 16)))
                : Optional.empty();
    }
}
