package dev.coldstart.cli.github;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The one issue that says how far an app is from native compilation: open while something is in the way. */
final class TrackingIssue {

    private static final int LONGEST = 65_000;

    /** How a readiness run answers when nothing stands in the way any more. */
    private static final String READY = "ready";

    private final GitHub gitHub;
    private final Optional<String> author;

    /** @param author whose issues are ours; empty where it is not known */
    TrackingIssue(GitHub gitHub, Optional<String> author) {
        this.gitHub = gitHub;
        this.author = author;
    }

    /**
     * Makes the issue, or brings it up to date.
     *
     * @param marker what tells that an issue is this app's, in an HTML comment
     * @param answer of the readiness run
     * @return its address
     */
    String update(String title, String marker, String page, String answer) throws GitHubException {
        boolean open = !answer.equals(READY);
        String cut = page.length() > LONGEST ? page.substring(0, LONGEST) + "\n\n(shortened)\n" : page;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", title);
        body.put("body", cut + "\n" + marker);
        Optional<JsonNode> existing = find(marker);
        if (existing.isEmpty()) {
            JsonNode made = gitHub.post("/issues", body);
            return open ? address(made) : address(edit(made, Map.of("state", "closed")));
        }
        body.put("state", open ? "open" : "closed");
        return address(edit(existing.get(), body));
    }

    private JsonNode edit(JsonNode issue, Map<String, ?> body) throws GitHubException {
        return gitHub.patch("/issues/" + issue.path("number").asInt(), body);
    }

    /** The oldest, so that a race of two runs ends with the same one. */
    private Optional<JsonNode> find(String marker) throws GitHubException {
        String by =
                author.map(a -> "&creator=" + a.replace("[bot]", "%5Bbot%5D")).orElse("");
        List<JsonNode> all = gitHub.list("/issues?state=all&sort=created&direction=asc" + by);
        return all.stream()
                .filter(issue -> !issue.has("pull_request"))
                .filter(issue -> author.isEmpty()
                        || issue.path("user").path("login").asString("").equals(author.get()))
                .filter(issue -> issue.path("body").asString("").contains(marker))
                .findFirst();
    }

    private static String address(JsonNode issue) {
        return issue.path("html_url").asString("");
    }
}
