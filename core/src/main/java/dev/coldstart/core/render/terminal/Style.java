package dev.coldstart.core.render.terminal;

/** How a terminal's text may be set off. What colour says is said in words too. */
public enum Style {
    /** Text alone: for pipes, files, and where {@code NO_COLOR} asks for it. */
    PLAIN,
    /** With ANSI's colours and weights. */
    ANSI;

    String strong(String text) {
        return wrap("1", text);
    }

    String faint(String text) {
        return wrap("2", text);
    }

    String good(String text) {
        return wrap("32", text);
    }

    String bad(String text) {
        return wrap("31", text);
    }

    private String wrap(String code, String text) {
        return this == PLAIN || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
