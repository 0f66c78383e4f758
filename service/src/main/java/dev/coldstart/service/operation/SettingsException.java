package dev.coldstart.service.operation;

import java.util.List;

/** Settings that the service can't be started with. Its message has one line per problem. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    SettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each says where, which key, what is wrong and what would be right. */
    public List<String> problems() {
        return problems;
    }
}
