package dev.coldstart.cli.shipped;

import java.util.List;

/** The engine as its own command line shows it, not as coldstart does. */
final class Docker {

    static final String IS_READY = "dev.coldstart.cli.shipped.Docker#isReady";
    static final String NOT_READY =
            "no container engine answers, or it has no image coldstart-base:1; bin/setup sees to both";

    private static final String LABEL = "dev.coldstart.session";

    private Docker() {}

    /** For {@code @EnabledIf}: whether there is anything to measure with. */
    static boolean isReady() {
        boolean ready = Tool.succeeds("docker", "image", "inspect", "coldstart-base:1");
        if (!ready) {
            // The reports of a skipped class give no reason.
            System.err.println("skipped: " + NOT_READY);
        }
        return ready;
    }

    /** The sessions that have a container, running or not, whose environment holds this setting. */
    static List<String> sessionsWith(String setting) {
        return Tool.run("docker", "ps", "-aq", "--filter", "label=" + LABEL)
                .lines()
                .map(id -> Tool.run(
                        "docker",
                        "inspect",
                        "--format",
                        "{{index .Config.Labels \"" + LABEL + "\"}} {{json .Config.Env}}",
                        id))
                .filter(found -> found.contains(setting))
                .map(found -> found.substring(0, found.indexOf(' ')))
                .distinct()
                .toList();
    }

    /** The containers of a session, the stopped ones too. */
    static List<String> containers(String session) {
        return Tool.run("docker", "ps", "-aq", "--filter", "label=" + LABEL + "=" + session)
                .lines()
                .toList();
    }

    static List<String> runningContainers(String session) {
        return Tool.run("docker", "ps", "-q", "--filter", "label=" + LABEL + "=" + session)
                .lines()
                .toList();
    }
}
