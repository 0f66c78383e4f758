package dev.coldstart.core.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * A type's name as .NET prints it, such as {@code System.Collections.Generic.List`1[Api.Order+Line]}, put as C# writes it in
 * {@code typeof}: {@code System.Collections.Generic.List<Api.Order.Line>}.
 */
final class ClrName {

    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private ClrName(String text) {
        this.text = text;
    }

    /** The same text where it is not such a name. */
    static String inCSharp(String name) {
        ClrName parser = new ClrName(name);
        try {
            String type = parser.type(0);
            return parser.at == name.length() ? type : name;
        } catch (NotAName e) {
            return name;
        }
    }

    private static final class NotAName extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAName() {
            super("no CLR name", null, false, false);
        }
    }

    private record Part(String name, int arity) {}

    private String type(int depth) {
        if (depth > DEEPEST) {
            throw new NotAName();
        }
        List<Part> parts = parts();
        int arity = parts.stream().mapToInt(Part::arity).sum();
        List<String> arguments = List.of();
        if (arity > 0 && isAt('[') && !arrayFollows()) {
            arguments = arguments(depth);
            if (arguments.size() != arity) {
                throw new NotAName();
            }
        }
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (Part part : parts) {
            out.append(out.isEmpty() ? "" : ".").append(part.name());
            if (part.arity() > 0) {
                // Without its arguments it is the open type: typeof(List<>).
                List<String> own = arguments.isEmpty()
                        ? java.util.Collections.nCopies(part.arity(), "")
                        : arguments.subList(next, next + part.arity());
                out.append('<')
                        .append(String.join(arguments.isEmpty() ? "," : ", ", own))
                        .append('>');
                next += part.arity();
            }
        }
        while (isAt('[') && arrayFollows()) {
            int end = text.indexOf(']', at) + 1;
            out.append(text, at, end);
            at = end;
        }
        return out.toString();
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        do {
            if (isAt('+')) {
                at++;
            }
            int from = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            if (from == at) {
                throw new NotAName();
            }
            String name = text.substring(from, at);
            int arity = 0;
            if (isAt('`')) {
                at++;
                while (at < text.length() && Character.isDigit(text.charAt(at)) && arity < 100) {
                    arity = arity * 10 + Character.digit(text.charAt(at++), 10);
                }
            }
            parts.add(new Part(name, arity));
        } while (isAt('+'));
        return parts;
    }

    /** Either {@code [A,B]} or, with assemblies, {@code [[A, x],[B, y]]}. */
    private List<String> arguments(int depth) {
        List<String> arguments = new ArrayList<>();
        do {
            at++;
            if (isAt('[')) {
                at++;
                arguments.add(type(depth + 1));
                int end = text.indexOf(']', at);
                if (end < 0 || (!isAt(']') && !isAt(','))) {
                    throw new NotAName();
                }
                at = end + 1;
            } else {
                arguments.add(type(depth + 1));
            }
        } while (isAt(','));
        if (!isAt(']')) {
            throw new NotAName();
        }
        at++;
        return arguments;
    }

    private boolean arrayFollows() {
        int i = at + 1;
        while (i < text.length() && text.charAt(i) == ',') {
            i++;
        }
        return i < text.length() && text.charAt(i) == ']';
    }

    private boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
