package dev.coldstart.core.plan;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.BooleanSupplier;

/**
 * A regular expression that is looked for in what an app answered. Neither side is trusted: the engine (RE2) never tries the
 * same text twice, an expression that would be large once its repetitions are written out is refused, and a search ends when its
 * caller says so.
 */
public final class TextPattern {

    private static final int MAX_LENGTH = 1_000;
    /** RE2 writes repetitions out, so that their product is what an expression takes in memory and in time. */
    private static final long MAX_REPETITIONS = 1_000;

    private static final int MAX_INSTRUCTIONS = 10_000;
    private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private final Pattern pattern;

    private TextPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles an expression in RE2's syntax: that of {@link java.util.regex.Pattern} without back-references and without looking
     * ahead or behind.
     *
     * @throws IllegalArgumentException with a reason for people
     */
    public static TextPattern compile(String expression) {
        Bounds.length("an expression", expression, MAX_LENGTH);
        if (repetitions(expression) > MAX_REPETITIONS) {
            throw new IllegalArgumentException("the expression repeats too much: the product of the numbers in its {}"
                    + " is above " + MAX_REPETITIONS + ": " + expression);
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "not a regular expression as RE2 takes it (no back-references, no looking ahead or behind): "
                            + e.getDescription() + ": " + e.getPattern() + " in " + expression,
                    e);
        }
        if (pattern.programSize() > MAX_INSTRUCTIONS) {
            throw new IllegalArgumentException("the expression is too large: " + expression);
        }
        return new TextPattern(pattern);
    }

    /** The product of what is repeated, whether one lies in the other or not: at least what is written out. */
    private static long repetitions(String expression) {
        long product = 1;
        Matcher repetition = REPETITION.matcher(expression);
        while (repetition.find() && product <= MAX_REPETITIONS) {
            String upper = repetition.group(2);
            long times = Long.parseLong(upper == null || upper.isEmpty() ? repetition.group(1) : upper);
            product *= Math.max(1, times);
        }
        return product;
    }

    /**
     * Whether it is found somewhere in a text.
     *
     * @param tooLate asked now and then; once it says so the search ends
     * @throws SearchTimeoutException when it was not found or ruled out in time
     */
    public boolean isIn(String text, BooleanSupplier tooLate) throws SearchTimeoutException {
        try {
            return pattern.matcher(new Watched(text, tooLate)).find();
        } catch (TooLateException e) {
            throw new SearchTimeoutException();
        }
    }

    /** A search took too long. */
    public static final class SearchTimeoutException extends Exception {
        private static final long serialVersionUID = 1L;

        private SearchTimeoutException() {
            super("the expression was not found or ruled out in time");
        }
    }

    private static final class TooLateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooLateException() {
            super(null, null, false, false);
        }
    }

    /** The text, which the engine reads character by character: the one place where a search can be stopped. */
    private static final class Watched implements CharSequence {

        private static final int BETWEEN_LOOKS = 64;

        private final String text;
        private final BooleanSupplier tooLate;
        private int reads;

        private Watched(String text, BooleanSupplier tooLate) {
            this.text = text;
            this.tooLate = tooLate;
        }

        @Override
        public char charAt(int index) {
            if (++reads % BETWEEN_LOOKS == 0 && tooLate.getAsBoolean()) {
                throw new TooLateException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
