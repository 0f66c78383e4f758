package dev.coldstart.cli.github;

import dev.coldstart.cli.github.FakeGitHub.Answer;
import dev.coldstart.cli.github.FakeGitHub.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of GitHub, which permission it takes, and what is answered. */
final class FakeRoutes {

    /** GitHub's own limit. */
    private static final int LONGEST_BODY = 65_536;

    private final FakeRepository repository;
    private final List<Route> routes;

    record Call(Token token, String method, String path, Query query, JsonNode body) {
        String text(String name) {
            return body.path(name).asString("");
        }
    }

    /** Any one of the permissions is enough. */
    private record Route(
            String method, Pattern path, List<String> permissions, BiFunction<Call, MatchResult, Answer> handler) {}

    FakeRoutes(FakeRepository repository) {
        this.repository = repository;
        FakeChecks checks = new FakeChecks(repository);
        FakeActions actions = new FakeActions(repository);
        String repo = "/repos/" + Pattern.quote(repository.name());
        String sha = "([^/]+)";
        routes = List.of(
                route("GET", "/user", "", (call, at) -> user(call)),
                route("POST", "(?:/api)?/graphql", "issues:write pull-requests:write", (call, at) -> minimized(call)),
                route("GET", repo, "metadata:read", (call, at) -> ok(repository.itself())),
                route("GET", repo + "/collaborators/([^/]+)/permission", "metadata:read", actions::permission),
                route("GET", repo + "/actions/workflows/([^/]+)/runs", "actions:read", actions::runs),
                route("POST", repo + "/actions/runs/(\\d+)/rerun", "actions:write", actions::rerun),
                route(
                        "POST",
                        repo + "/issues/comments/(\\d+)/reactions",
                        "issues:write pull-requests:write",
                        actions::react),
                route("GET", repo + "/pulls", "pull-requests:read", (call, at) -> pulls(call)),
                route("GET", repo + "/pulls/(\\d+)", "pull-requests:read", (call, at) -> ok(pull(at))),
                route("GET", repo + "/commits/" + sha + "/pulls", "pull-requests:read", this::pullsOfCommit),
                route("GET", repo + "/commits/" + sha, "contents:read", (call, at) -> commit(at)),
                route("GET", repo + "/compare/(.+\\.\\.\\..+)", "contents:read", (call, at) -> compare(at)),
                route("GET", repo + "/issues", "issues:read", (call, at) -> issues(call)),
                route("POST", repo + "/issues", "issues:write", (call, at) -> newIssue(call)),
                route("GET", repo + "/issues/(\\d+)", "issues:read", (call, at) -> ok(issue(at))),
                route("PATCH", repo + "/issues/(\\d+)", "issues:write", (call, at) -> change(call, issue(at))),
                route("GET", repo + "/issues/(\\d+)/comments", "issues:read pull-requests:read", this::commentsOf),
                route("POST", repo + "/issues/(\\d+)/comments", "issues:write pull-requests:write", this::newComment),
                route(
                        "GET",
                        repo + "/issues/comments/(\\d+)",
                        "issues:read pull-requests:read",
                        (c, at) -> ok(comment(at))),
                route("PATCH", repo + "/issues/comments/(\\d+)", "issues:write pull-requests:write", this::editComment),
                route("DELETE", repo + "/issues/comments/(\\d+)", "issues:write pull-requests:write", this::delete),
                route("GET", repo + "/commits/" + sha + "/check-runs", "checks:read", checks::of),
                route("POST", repo + "/check-runs", "checks:write", (call, at) -> checks.add(call)),
                route("PATCH", repo + "/check-runs/(\\d+)", "checks:write", checks::change));
    }

    Answer answer(Call call) {
        try {
            for (Route route : routes) {
                Matcher matcher = route.path().matcher(call.path());
                if (route.method().equals(call.method()) && matcher.matches()) {
                    if (route.permissions().stream().noneMatch(p -> granted(call.token(), p))) {
                        return refusal(403, "Resource not accessible by integration");
                    }
                    if (repository.archived() && !call.method().equals("GET")) {
                        return refusal(403, "Repository was archived so is read-only.");
                    }
                    return route.handler().apply(call, matcher.toMatchResult());
                }
            }
            return refusal(404, "Not Found");
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    static Answer refusal(int status, String message) {
        return Answer.of(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("message", message)
                        .put("documentation_url", "https://docs.github.com/rest")
                        .put("status", Integer.toString(status)));
    }

    private static Route route(
            String method, String path, String permissions, BiFunction<Call, MatchResult, Answer> handler) {
        return new Route(method, Pattern.compile(path), Arrays.asList(permissions.split(" ", -1)), handler);
    }

    private static boolean granted(Token token, String permission) {
        return permission.isEmpty() || permission.equals("metadata:read") || token.may(permission);
    }

    private static Answer ok(JsonNode body) {
        return Answer.of(200, body);
    }

    /** The token of a workflow is an app's installation's, and is no user. */
    private static Answer user(Call call) {
        if (call.token().type().equals("Bot")) {
            return refusal(403, "Resource not accessible by integration");
        }
        ObjectNode user = Published.answer("user");
        user.put("login", call.token().login()).put("type", call.token().type());
        return ok(user);
    }

    /** The one mutation that is known here. GraphQL answers 200 also where it did nothing. */
    private Answer minimized(Call call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        String id = call.body().path("variables").path("id").asString("");
        if (!call.text("query").contains("minimizeComment") || !repository.minimizes(id)) {
            answer.putArray("errors")
                    .addObject()
                    .put("message", "Could not resolve to a node with the global id " + id);
        } else {
            answer.putObject("data")
                    .putObject("minimizeComment")
                    .putObject("minimizedComment")
                    .put("isMinimized", true);
        }
        return ok(answer);
    }

    private Answer pulls(Call call) {
        String state = call.query().value("state").orElse("open");
        Optional<String> head = call.query().value("head");
        return call.query()
                .page(repository.pulls().stream()
                        .filter(pull -> state.equals("all")
                                || pull.required("state").asString().equals(state))
                        .filter(pull -> head.isEmpty()
                                || pull.required("head")
                                        .required("label")
                                        .asString()
                                        .equals(head.get()))
                        .map(FakeRoutes::listed)
                        .toList());
    }

    /**
     * Those of this repository's own branches alone: a commit of a fork is not in this repository, and GitHub answers with
     * an empty list.
     */
    private Answer pullsOfCommit(Call call, MatchResult at) {
        return call.query()
                .page(repository.pulls().stream()
                        .filter(pull ->
                                pull.required("head").required("sha").asString().equals(at.group(1)))
                        .filter(pull -> pull.required("head")
                                .required("repo")
                                .required("full_name")
                                .asString()
                                .equals(repository.name()))
                        .map(FakeRoutes::listed)
                        .toList());
    }

    /** A list says less of a pull request than its own address does. */
    private static ObjectNode listed(ObjectNode pull) {
        ObjectNode listed = Published.answer("pull-requests-of-commit");
        listed.propertyNames()
                .forEach(name -> Optional.ofNullable(pull.get(name)).ifPresent(v -> listed.set(name, v)));
        return listed;
    }

    private Answer commit(MatchResult at) {
        return ok(repository
                .findCommit(at.group(1))
                .orElseThrow(() -> new Refused(422, "No commit found for SHA: " + at.group(1))));
    }

    private Answer compare(MatchResult at) {
        String mergeBase = repository.mergeBase(at.group(1)).orElseThrow(() -> new Refused(404, "Not Found"));
        ObjectNode compare = Published.answer("compare");
        ((ObjectNode) compare.required("merge_base_commit")).put("sha", mergeBase);
        return ok(compare);
    }

    private Answer issues(Call call) {
        String state = call.query().value("state").orElse("open");
        Optional<String> creator = call.query().value("creator");
        List<String> labels =
                call.query().value("labels").map(l -> List.of(l.split(","))).orElse(List.of());
        return call.query()
                .page(repository.issuesAndPulls().stream()
                        .filter(i -> state.equals("all")
                                || i.required("state").asString().equals(state))
                        .filter(i -> creator.isEmpty()
                                || i.required("user")
                                        .required("login")
                                        .asString()
                                        .equals(creator.get()))
                        .filter(i -> labelsOf(i).toList().containsAll(labels))
                        .toList());
    }

    private static Stream<String> labelsOf(ObjectNode issue) {
        return issue.required("labels")
                .valueStream()
                .map(label -> label.required("name").asString());
    }

    private Answer newIssue(Call call) {
        if (call.text("title").isBlank()) {
            throw new Refused(422, "Validation Failed");
        }
        String[] labels =
                call.body().path("labels").valueStream().map(JsonNode::asString).toArray(String[]::new);
        int number =
                repository.files(call.token().login(), call.token().type(), call.text("title"), body(call), labels);
        return Answer.of(201, repository.findIssue(number).orElseThrow());
    }

    private Answer change(Call call, ObjectNode issue) {
        repository.touch(issue);
        for (String name : List.of("title", "body", "state", "state_reason")) {
            if (call.body().has(name)) {
                issue.put(name, name.equals("body") ? body(call) : call.text(name));
            }
        }
        if (issue.required("state").asString().equals("closed")) {
            issue.set("closed_at", issue.required("updated_at"));
        } else {
            issue.putNull("closed_at");
        }
        if (call.body().has("labels")) {
            FakeRepository.labels(
                    issue,
                    call.body()
                            .path("labels")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
        }
        return ok(issue);
    }

    private Answer commentsOf(Call call, MatchResult at) {
        return call.query().page(repository.comments(conversation(at)));
    }

    private Answer newComment(Call call, MatchResult at) {
        int number = conversation(at);
        if (repository.locked(number)) {
            throw new Refused(403, "Unable to create comment because issue is locked.");
        }
        long id = repository.comments(number, call.token().login(), call.token().type(), body(call));
        return Answer.of(201, repository.findComment(id).orElseThrow());
    }

    private Answer editComment(Call call, MatchResult at) {
        return ok(repository.touch(comment(at)).put("body", body(call)));
    }

    private Answer delete(Call call, MatchResult at) {
        repository.deletesComment(comment(at).required("id").asLong());
        return Answer.of(204, FakeRepository.nothing());
    }

    private static String body(Call call) {
        String body = call.text("body");
        if (body.length() > LONGEST_BODY) {
            throw new Refused(422, "Validation Failed: body is too long (maximum is 65536 characters)");
        }
        return body;
    }

    private int conversation(MatchResult at) {
        int number = Integer.parseInt(at.group(1));
        if (repository.findPull(number).isEmpty()
                && repository.findIssue(number).isEmpty()) {
            throw new Refused(404, "Not Found");
        }
        return number;
    }

    private ObjectNode pull(MatchResult at) {
        return repository.findPull(Integer.parseInt(at.group(1))).orElseThrow(() -> new Refused(404, "Not Found"));
    }

    private ObjectNode issue(MatchResult at) {
        return repository.findIssue(Integer.parseInt(at.group(1))).orElseThrow(() -> new Refused(404, "Not Found"));
    }

    private ObjectNode comment(MatchResult at) {
        return repository.findComment(Long.parseLong(at.group(1))).orElseThrow(() -> new Refused(404, "Not Found"));
    }
}
