package dev.coldstart.cli.revision;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The variables that git gets: those that it and what it calls for need to reach a remote as the user does. Whatever else is
 * there may be a secret of the job, and a filter or a helper would inherit it; what points git at another repository is of
 * whoever called us, such as a hook.
 */
final class GitEnvironment {

    private static final Pattern KEPT = Pattern.compile(
            "PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TMP|TEMP|TZ|LANG|LC_\\w+|XDG_\\w+|SSH_AUTH_SOCK|SSH_AGENT_PID|SSH_ASKPASS"
                    + "|DBUS_SESSION_BUS_ADDRESS|KRB5\\w*|(?i:https?|all|no|ftp)_(?i:proxy)|SSL_CERT_(?:FILE|DIR)|CURL_CA_BUNDLE"
                    + "|GIT_(?:CONFIG_\\w+|SSH|SSH_\\w+|SSL_\\w+|ASKPASS|EXEC_PATH|LFS_\\w+|TRACE\\w*|CURL_\\w+|HTTP_\\w+"
                    + "|ALLOW_PROTOCOL|PROXY_COMMAND)");

    private static final String COUNT = "GIT_CONFIG_COUNT";

    private GitEnvironment() {}

    /**
     * Makes it.
     *
     * @param ours the variables of this process
     * @param added others, whatever their names
     */
    static Map<String, String> of(Map<String, String> ours, Map<String, String> added) {
        Map<String, String> env = new TreeMap<>();
        ours.forEach((name, value) -> {
            if (KEPT.matcher(name).matches()) {
                env.put(name, value);
            }
        });
        // It fails where it would ask for a password, and speaks as we read it.
        env.put("GIT_TERMINAL_PROMPT", "0");
        env.put("GIT_PAGER", "cat");
        env.put("LANGUAGE", "C");
        env.putAll(added);
        return env;
    }

    /** Configures git beside what its files say, and after what the environment says already. */
    static void configure(Map<String, String> env, List<GitConfiguration.Entry> entries) {
        String known = env.getOrDefault(COUNT, "");
        int count = known.matches("\\d{1,4}") ? Integer.parseInt(known) : 0;
        for (GitConfiguration.Entry entry : entries) {
            env.put("GIT_CONFIG_KEY_" + count, entry.key());
            env.put("GIT_CONFIG_VALUE_" + count, entry.value());
            count++;
        }
        env.put(COUNT, Integer.toString(count));
    }
}
