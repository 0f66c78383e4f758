package dev.coldstart.cli.config;

/**
 * One thing that is wrong with a configuration file.
 *
 * @param line from 1; 0 when it is about the file as a whole
 * @param column from 1; 0 when it is about the file as a whole
 * @param key the path of keys to it, such as {@code run.memory}; empty when there is none
 * @param message what is wrong and what would be right
 */
public record ConfigProblem(String file, int line, int column, String key, String message) {

    /** {@code coldstart.yml:12:3: run.memory: ...}, which editors and terminals make a link of. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line + ":" + column : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
