package dev.coldstart.cli.github;

/** What GitHub did not do, in words for the log. */
final class GitHubException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of the answer; 0 where there was none */
    GitHubException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
