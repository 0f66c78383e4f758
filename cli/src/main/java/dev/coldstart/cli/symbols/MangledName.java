package dev.coldstart.cli.symbols;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How the .NET native compiler (ILC) names a method's code, as far as the name in a stack trace tells.
 *
 * <p>A symbol is {@code Assembly_Namespace_Type_Nested__Method}: whatever is no letter, digit or underscore becomes an
 * underscore; type and method are two underscores apart; type arguments follow in angle brackets ({@code
 * Box_1<App_Point>__Open}); overloads, and types whose names would be the same, get {@code _0}, {@code _1} and so on. A trace
 * does not tell the assembly, the type arguments or which overload, nor where the type's name ends (an explicit interface
 * implementation has dots in its method's name). So this only says which symbols it can be; who looks up has to be left with
 * one place.
 */
final class MangledName {

    private final Set<String> endings;

    private MangledName(Set<String> endings) {
        this.endings = endings;
    }

    /** @param method as printed in a trace, such as {@code Shop.Cart.<Add>d__1.MoveNext} */
    static MangledName of(String method) {
        List<String> parts = parts(withoutTypeParameters(method));
        Set<String> endings = new LinkedHashSet<>();
        for (int split = 1; split < parts.size() && !parts.getLast().isEmpty(); split++) {
            endings.add(String.join("_", parts.subList(0, split)) + "__"
                    + String.join("_", parts.subList(split, parts.size())));
        }
        return new MangledName(endings);
    }

    /** Whether code with this symbol can be the method's. */
    boolean fits(String symbol) {
        // Boxes and unboxing stubs are not where an exception passes.
        if (symbol.startsWith("<") || symbol.startsWith("unbox_") || symbol.startsWith("__")) {
            return false;
        }
        String plain = withoutArguments(symbol);
        return endings.stream().anyMatch(ending -> endsWith(plain, ending) || endsWith(withoutNumber(plain), ending));
    }

    /** The assembly's name stands before it, and nothing does for the few types that every program has. */
    private static boolean endsWith(String symbol, String ending) {
        return symbol.endsWith(ending)
                && (symbol.length() == ending.length() || symbol.charAt(symbol.length() - ending.length() - 1) == '_');
    }

    private static String withoutNumber(String symbol) {
        int end = symbol.length();
        while (end > 0 && Character.isDigit(symbol.charAt(end - 1))) {
            end--;
        }
        return end < symbol.length() && end > 0 && symbol.charAt(end - 1) == '_'
                ? symbol.substring(0, end - 1)
                : symbol;
    }

    /** {@code Box_1<App_Point>__Open} is {@code Box_1__Open}. */
    private static String withoutArguments(String symbol) {
        StringBuilder out = new StringBuilder(symbol.length());
        int depth = 0;
        for (int i = 0; i < symbol.length(); i++) {
            char c = symbol.charAt(i);
            if (c == '<') {
                depth++;
            } else if (c == '>' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** {@code GetTypeInfo[T]} is {@code GetTypeInfo}. */
    private static String withoutTypeParameters(String method) {
        int bracket = method.indexOf('[');
        return bracket > 0 ? method.substring(0, bracket) : method;
    }

    /** At the dots; a constructor's name begins with one: {@code Shop.Cart..ctor}. */
    private static List<String> parts(String method) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < method.length(); i++) {
            boolean separator = method.charAt(i) == '.' || method.charAt(i) == '+';
            if (separator && i > from) {
                parts.add(sanitized(method.substring(from, i)));
                from = i + 1;
            }
        }
        parts.add(sanitized(method.substring(from)));
        return parts;
    }

    private static String sanitized(String name) {
        StringBuilder out = new StringBuilder(name.length() + 1);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            out.append(kept ? c : '_');
        }
        return out.toString();
    }
}
