package dev.coldstart.cli.github;

import dev.coldstart.cli.github.FakeGitHub.Answer;

/** What GitHub does not do. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refused(int status, String message) {
        super(message);
        answer = FakeRoutes.refusal(status, message);
    }

    Answer answer() {
        return answer;
    }
}
