package dev.coldstart.cli.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a repository on GitHub keeps, and what tests let happen to it. Pull requests and issues share one row of numbers, as
 * there. Its clock advances by a second with every change.
 */
public final class FakeRepository {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final String name;
    private final TreeMap<Integer, ObjectNode> pulls = new TreeMap<>();
    private final TreeMap<Integer, ObjectNode> issues = new TreeMap<>();
    private final TreeMap<Long, ObjectNode> comments = new TreeMap<>();
    private final TreeMap<Long, ObjectNode> checkRuns = new TreeMap<>();
    private final Map<String, ObjectNode> commits = new ConcurrentHashMap<>();
    private final Map<String, String> mergeBases = new ConcurrentHashMap<>();
    private final Set<String> minimized = new HashSet<>();
    private final Set<String> writers = new HashSet<>();
    private final List<ObjectNode> runs = new ArrayList<>();
    private final Map<Long, List<String>> reactions = new TreeMap<>();
    private boolean archived;
    private long changes;

    FakeRepository(String name) {
        this.name = name;
    }

    // What tests let happen.

    /** A pull request from a branch of this repository. */
    public synchronized FakeRepository opens(int number, String base, String head) {
        return opens(number, base, head, name, "change-" + number);
    }

    /** A pull request from a branch of a fork, such as {@code ann/app}. */
    public synchronized FakeRepository opens(int number, String base, String head, String fork, String branch) {
        ObjectNode pull = Published.answer("pull-request");
        pull.put("id", ++changes).put("number", number).put("title", "A change");
        pull.put("url", api("pulls/" + number)).put("html_url", page("pull/" + number));
        pull.putArray("requested_teams");
        pull.put("state", "open").put("draft", false).put("locked", false).put("merged", false);
        pull.put("created_at", now()).put("updated_at", now());
        pull.putNull("closed_at")
                .putNull("merged_at")
                .putNull("merge_commit_sha")
                .putNull("active_lock_reason");
        side((ObjectNode) pull.required("head"), fork, branch, head);
        side((ObjectNode) pull.required("base"), name, "main", base);
        pulls.put(number, pull);
        return this;
    }

    /** Another commit is the pull request's head, be it pushed on top or by force. */
    synchronized void pushes(int number, String head) {
        ((ObjectNode) pull(number).required("head")).put("sha", head);
        touch(pull(number));
    }

    synchronized void closes(int number) {
        touch(pull(number)).put("state", "closed").put("closed_at", now());
    }

    synchronized void isDraft(int number) {
        touch(pull(number)).put("draft", true);
    }

    synchronized void locks(int number) {
        touch(pull(number)).put("locked", true).put("active_lock_reason", "resolved");
    }

    synchronized void isArchived() {
        archived = true;
    }

    /** Somebody's comment; gives its id. */
    synchronized long comments(int number, String login, String type, String body) {
        ObjectNode comment = Published.answer("comment");
        long id = ++changes;
        comment.put("id", id)
                .put("node_id", "IC_" + id)
                .put("body", body)
                .put("created_at", now())
                .put("updated_at", now());
        comment.put("url", api("issues/comments/" + id)).put("issue_url", api("issues/" + number));
        comment.put(
                "html_url", page((pulls.containsKey(number) ? "pull/" : "issues/") + number + "#issuecomment-" + id));
        user((ObjectNode) comment.required("user"), login, type);
        comments.put(id, comment);
        return id;
    }

    /** Hides the comment with this node's id; whether there is one. */
    synchronized boolean minimizes(String node) {
        boolean there = comments.keySet().stream().anyMatch(id -> node.equals("IC_" + id));
        if (there) {
            minimized.add(node);
        }
        return there;
    }

    /** Whether a comment is hidden. */
    synchronized boolean isMinimized(long id) {
        return minimized.contains("IC_" + id);
    }

    synchronized void mayWrite(String login) {
        writers.add(login);
    }

    synchronized boolean mayWriteNow(String login) {
        return writers.contains(login);
    }

    /** A run that a pull request set off; gives its id. */
    synchronized long ran(String workflow, String head, String status) {
        long id = ++changes;
        runs.add(JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("path", workflow)
                .put("head_sha", head)
                .put("status", status)
                .put("run_attempt", 1));
        return id;
    }

    synchronized List<ObjectNode> runs() {
        return List.copyOf(runs);
    }

    synchronized int attempts(long run) {
        return runs.stream()
                .filter(r -> r.required("id").asLong() == run)
                .findFirst()
                .orElseThrow()
                .required("run_attempt")
                .asInt();
    }

    synchronized void reacts(long comment, String content) {
        reactions.computeIfAbsent(comment, id -> new ArrayList<>()).add(content);
    }

    synchronized List<String> reactions(long comment) {
        return List.copyOf(reactions.getOrDefault(comment, List.of()));
    }

    synchronized void deletesComment(long id) {
        comments.remove(id);
    }

    /** An issue of somebody's; gives its number. */
    synchronized int files(String login, String type, String title, String body, String... labels) {
        int number = Math.max(pulls.isEmpty() ? 0 : pulls.lastKey(), issues.isEmpty() ? 0 : issues.lastKey()) + 1;
        ObjectNode issue = Published.answer("issue");
        // A pull request alone has this.
        issue.remove("pull_request");
        issue.put("id", ++changes)
                .put("number", number)
                .put("title", title)
                .put("body", body)
                .put("state", "open");
        issue.put("url", api("issues/" + number))
                .put("html_url", page("issues/" + number))
                .put("locked", false);
        issue.put("created_at", now()).put("updated_at", now()).put("comments", 0);
        issue.putNull("closed_at").putNull("closed_by").putNull("state_reason").putNull("active_lock_reason");
        user((ObjectNode) issue.required("user"), login, type);
        issues.put(number, issue);
        labels(issue, List.of(labels));
        return number;
    }

    /** A commit with its parents, the first of which is the one that was pushed upon. */
    public synchronized void commits(String sha, String... parents) {
        ObjectNode commit = Published.answer("commit");
        commit.put("sha", sha).put("url", api("commits/" + sha)).put("html_url", page("commit/" + sha));
        ArrayNode list = commit.putArray("parents");
        for (String parent : parents) {
            list.addObject().put("sha", parent).put("url", api("commits/" + parent));
        }
        commits.put(sha, commit);
    }

    /** Where two lines of history part. */
    public void parts(String base, String head, String mergeBase) {
        mergeBases.put(base + "..." + head, mergeBase);
    }

    // What tests look at.

    /** The comments of a pull request or issue, in the order in which they were made. */
    synchronized List<ObjectNode> comments(int number) {
        String issue = api("issues/" + number);
        return comments.values().stream()
                .filter(c -> c.required("issue_url").asString().equals(issue))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    synchronized List<ObjectNode> issues() {
        return issues.values().stream().map(ObjectNode::deepCopy).toList();
    }

    synchronized List<ObjectNode> checkRuns() {
        return checkRuns.values().stream().map(ObjectNode::deepCopy).toList();
    }

    // What the routes do.

    String name() {
        return name;
    }

    boolean archived() {
        return archived;
    }

    /** What a token that sees it is told of it. */
    ObjectNode itself() {
        ObjectNode repository = Published.answer("repository");
        repository.put("full_name", name).put("name", name.substring(name.indexOf('/') + 1));
        repository.put("archived", archived).put("html_url", page("")).put("default_branch", "main");
        return repository;
    }

    List<ObjectNode> pulls() {
        return new ArrayList<>(pulls.descendingMap().values());
    }

    Optional<ObjectNode> findPull(int number) {
        return Optional.ofNullable(pulls.get(number));
    }

    Optional<ObjectNode> findIssue(int number) {
        return Optional.ofNullable(issues.get(number));
    }

    Optional<ObjectNode> findComment(long id) {
        return Optional.ofNullable(comments.get(id));
    }

    Optional<ObjectNode> findCheckRun(long id) {
        return Optional.ofNullable(checkRuns.get(id));
    }

    Optional<ObjectNode> findCommit(String sha) {
        return Optional.ofNullable(commits.get(sha));
    }

    Optional<String> mergeBase(String baseAndHead) {
        return Optional.ofNullable(mergeBases.get(baseAndHead));
    }

    /** Pull requests are issues too, as GitHub lists them. */
    List<ObjectNode> issuesAndPulls() {
        List<ObjectNode> all = new ArrayList<>(issues.descendingMap().values());
        for (ObjectNode pull : pulls()) {
            ObjectNode issue = Published.answer("issue");
            for (String same : List.of("number", "state", "title", "locked", "user", "html_url", "created_at")) {
                issue.set(same, pull.required(same));
            }
            all.add(issue);
        }
        return all;
    }

    boolean locked(int number) {
        return findPull(number)
                .or(() -> findIssue(number))
                .map(node -> node.required("locked").asBoolean())
                .orElse(false);
    }

    ObjectNode newCheckRun() {
        ObjectNode run = Published.answer("check-run");
        long id = ++changes;
        run.put("id", id).put("url", api("check-runs/" + id)).put("html_url", page("runs/" + id));
        run.putArray("pull_requests");
        checkRuns.put(id, run);
        return run;
    }

    ObjectNode touch(ObjectNode node) {
        changes++;
        return node.put("updated_at", now());
    }

    static void labels(ObjectNode issue, List<String> names) {
        JsonNode template = Published.answer("issue").required("labels").required(0);
        ArrayNode labels = issue.putArray("labels");
        names.forEach(label -> labels.add(((ObjectNode) template.deepCopy()).put("name", label)));
    }

    private ObjectNode pull(int number) {
        return findPull(number).orElseThrow();
    }

    private static void user(ObjectNode user, String login, String type) {
        user.put("login", login).put("type", type);
    }

    private static void side(ObjectNode side, String repository, String branch, String sha) {
        String owner = repository.substring(0, repository.indexOf('/'));
        side.put("ref", branch).put("sha", sha).put("label", owner + ":" + branch);
        ((ObjectNode) side.required("repo")).put("full_name", repository);
        ((ObjectNode) side.required("user")).put("login", owner);
    }

    private String api(String path) {
        return "https://api.github.com/repos/" + name + "/" + path;
    }

    private String page(String path) {
        return "https://github.com/" + name + (path.isEmpty() ? "" : "/" + path);
    }

    private String now() {
        return BEGINNING.plusSeconds(changes).toString();
    }

    /** What GitHub says of itself where it has nothing to say. */
    static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }
}
