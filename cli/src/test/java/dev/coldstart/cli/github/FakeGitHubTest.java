package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The GitHub of the tests answers as GitHub publishes that it does, refuses what it would refuse, and keeps what it is told. */
class FakeGitHubTest {

    private static final String REPO = "/repos/octo/app";
    private static final String ALL = "contents:read pull-requests:write issues:write checks:write";

    private final FakeGitHub gitHub = FakeGitHub.with("octo/app");
    private final FakeRepository repository = gitHub.repository();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void somethingIsThere() {
        repository.opens(7, "b".repeat(40), "a".repeat(40));
        repository.opens(9, "b".repeat(40), "f".repeat(40), "ann/app", "fix");
        repository.comments(7, "ann", "User", "first");
        repository.files("ann", "User", "Something else", "text", "bug");
        repository.commits("c".repeat(40), "b".repeat(40));
        repository.parts("main", "a".repeat(40), "b".repeat(40));
    }

    @AfterEach
    void close() {
        gitHub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repository              | GET   | ''                       | 200 |",
                "pull-request            | GET   | /pulls/7                 | 200 |",
                "pull-requests-of-commit | GET   | /pulls?head=ann:fix      | 200 |",
                "pull-requests-of-commit | GET   | /commits/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/pulls | 200 |",
                "commit                  | GET   | /commits/cccccccccccccccccccccccccccccccccccccccc | 200 |",
                "compare                 | GET   | /compare/main...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | 200 |",
                "issues                  | GET   | /issues?state=all        | 200 |",
                "issue                   | GET   | /issues/10               | 200 |",
                "issue                   | POST  | /issues                  | 201 | {'title':'t','body':'x','labels':['a']}",
                "issue                   | PATCH | /issues/10               | 200 | {'state':'closed'}",
                "comments                | GET   | /issues/7/comments       | 200 |",
                "comment                 | POST  | /issues/7/comments       | 201 | {'body':'x'}",
                "comment                 | PATCH | /issues/comments/3       | 200 | {'body':'y'}",
                "check-run               | POST  | /check-runs              | 201 | {'name':'n','head_sha':'aa'}",
                "check-runs              | GET   | /commits/aa/check-runs   | 200 |",
            })
    void answersAsPublished(String schema, String method, String path, int status, @Nullable String body)
            throws Exception {
        HttpResponse<String> answer =
                ask(gitHub.workflowToken(ALL.split(" ")), method, REPO + path, Objects.requireNonNullElse(body, ""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(amiss(schema, answer.body()))
                .as("beyond what GitHub's own examples lack")
                .isSubsetOf(amiss(schema, Published.example(schema).toString()));
        JsonNode said = JsonMapper.shared().readTree(answer.body());
        assertThat(said.isArray() && said.isEmpty())
                .as("an empty list fits every schema")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checks:write         | POST  | /issues/7/comments | {'body':'x'}  | 403 | Resource not accessible by integration",
                "issues:read          | POST  | /issues            | {'title':'x'} | 403 | Resource not accessible by integration",
                "issues:write         | GET   | /issues/99         |               | 404 | Not Found",
                "issues:write         | PATCH | /issues/comments/1 | {'body':'x'}  | 404 | Not Found",
                "issues:write         | POST  | /issues            | {'title':''}  | 422 | Validation Failed",
                "issues:write         | POST  | /issues            | {title        | 400 | Problems parsing JSON",
            })
    void refuses(String permission, String method, String path, @Nullable String body, int status, String message)
            throws Exception {
        HttpResponse<String> answer =
                ask(gitHub.workflowToken(permission), method, REPO + path, Objects.requireNonNullElse(body, ""));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void knowsWhoAsks() throws Exception {
        assertThat(ask("nobody's", "GET", "/user", "").statusCode()).isEqualTo(401);
        assertThat(ask(gitHub.workflowToken(), "GET", "/user", "").statusCode())
                .as("the token of a workflow is no user")
                .isEqualTo(403);
        assertThat(ask(gitHub.token("ann", "User"), "GET", "/api/v3/user", "").body())
                .contains("\"login\":\"ann\"");
    }

    @Test
    void aCommitOfAForkIsNotInTheRepository() throws Exception {
        String token = gitHub.workflowToken("pull-requests:read");
        assertThat(ask(token, "GET", REPO + "/commits/" + "f".repeat(40) + "/pulls", "")
                        .body())
                .isEqualTo("[]");
        assertThat(ask(token, "GET", REPO + "/pulls?head=ann:fix", "").body()).contains("f".repeat(40));
    }

    @Test
    void givesListsPageByPage() throws Exception {
        IntStream.range(0, 249).forEach(i -> repository.comments(7, "ann", "User", "comment " + i));
        String token = gitHub.workflowToken("pull-requests:read");
        Optional<URI> next = Optional.of(gitHub.api().resolve(REPO + "/issues/7/comments?per_page=100"));
        int seen = 0;
        int pages = 0;
        while (next.isPresent()) {
            HttpResponse<String> page =
                    ask(token, "GET", next.get().getPath() + "?" + next.get().getQuery(), "");
            seen += JsonMapper.shared().readTree(page.body()).size();
            pages++;
            next = page.headers()
                    .firstValue("Link")
                    .filter(link -> link.contains("rel=\"next\""))
                    .map(link -> URI.create(link.replaceAll("(?s).*<([^>]*)>; rel=\"next\".*", "$1")));
        }
        assertThat(List.of(seen, pages)).containsExactly(250, 3);
    }

    @Test
    void conversationsAreLockedAndRepositoriesArchived() throws Exception {
        String token = gitHub.workflowToken("pull-requests:write");
        repository.locks(7);
        assertThat(ask(token, "POST", REPO + "/issues/7/comments", "{'body':'x'}")
                        .body())
                .contains("issue is locked");
        repository.isArchived();
        assertThat(ask(token, "POST", REPO + "/issues/9/comments", "{'body':'x'}")
                        .body())
                .contains("was archived");
        assertThat(repository.comments(7)).hasSize(1);
        assertThat(repository.comments(9)).isEmpty();
    }

    @Test
    void hasMoods() throws Exception {
        String token = gitHub.workflowToken("pull-requests:write");
        gitHub.fail("POST", "/comments$", 1, 429, Map.of("Retry-After", "1"), "{\"message\":\"secondary rate limit\"}");
        gitHub.before("PATCH", "/comments/", () -> repository.deletesComment(3));
        HttpResponse<String> limited = ask(token, "POST", REPO + "/issues/7/comments", "{'body':'x'}");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("1");
        assertThat(ask(token, "POST", REPO + "/issues/7/comments", "{'body':'x'}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(ask(token, "PATCH", REPO + "/issues/comments/3", "{'body':'x'}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(gitHub.asked("POST", "/issues/7/comments")).isEqualTo(2);
    }

    private static List<String> amiss(String schema, String answer) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Published.schema(schema).toString(), InputFormat.JSON)
                .validate(answer, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private HttpResponse<String> ask(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gitHub.api().resolve(path))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
