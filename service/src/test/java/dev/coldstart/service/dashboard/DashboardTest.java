package dev.coldstart.service.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.service.access.Tokens.Kind;
import dev.coldstart.service.store.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pages let whom see and do, asked over HTTP, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class DashboardTest {

    /** Closed to everybody, as opposed to the first apps. */
    private static final int CLOSED = 9;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database;
    private TestDashboard dashboard;
    private MadeUp madeUp;

    DashboardTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        dashboard = new TestDashboard(folder.resolve("data"), database.create(folder));
        madeUp = new MadeUp(dashboard.store, dashboard.data, TestDashboard.NOW);
        madeUp.fill(12, 240);
    }

    @AfterEach
    void stop() {
        dashboard.close();
        http.close();
    }

    @Test
    void nobodySeesWhatIsNotOpen() throws Exception {
        String closed = MadeUp.app(CLOSED);
        String app = "/app?repository=" + MadeUp.repository(CLOSED) + "&name=" + closed;
        String comparison = "/comparisons/" + any(CLOSED);
        List<String> pages = List.of("/?order=name", "/comparisons?q=" + closed, "/readiness");
        for (String page : pages) {
            assertThat(get(page, "").body()).as(page).doesNotContain(MadeUp.repository(CLOSED));
        }
        for (String page : List.of(app, comparison, comparison + "/report", "/warnings?" + app.substring(5))) {
            assertThat(get(page, "").statusCode()).as(page).isEqualTo(404);
        }
        assertThat(get("/badge.svg?repository=" + MadeUp.repository(CLOSED) + "&name=" + closed, "")
                        .body())
                .contains("unknown")
                .doesNotContain(" ms");

        String own = cookie(dashboard.token(Kind.REPOSITORY, Optional.of(MadeUp.repository(CLOSED))));
        String other = cookie(dashboard.token(Kind.REPOSITORY, Optional.of(MadeUp.repository(11))));
        String admin = cookie(dashboard.token(Kind.ADMIN, Optional.empty()));
        for (String page : List.of(app, comparison)) {
            assertThat(get(page, own).statusCode()).as(page).isEqualTo(200);
            assertThat(get(page, admin).statusCode()).as(page).isEqualTo(200);
            assertThat(get(page, other).statusCode()).as(page).isEqualTo(404);
        }
        for (String page : pages) {
            assertThat(get(page, own).body()).as(page).contains(MadeUp.repository(CLOSED));
        }
    }

    @Test
    void filtersAreInTheAddress() throws Exception {
        assertThat(get("/?q=ORDERS&order=name", "").body()).contains(">orders<").doesNotContain(">gateway<");
        assertThat(get("/?q=%25", "").body()).as("no wildcard").contains("No app fits this");
        assertThat(get("/?verdict=blocked", "").body()).contains("blocked").doesNotContain("chip good");
        assertThat(get("/comparisons?state=failed", "").body()).contains("three workers were lost");
        assertThat(get("/comparisons?cause=nightly&q=users", "").body())
                .contains("nightly</td>")
                .doesNotContain("push</td>");
        assertThat(get("/app?repository=" + MadeUp.repository(0) + "&name=users-api&metric=idle-rss", "")
                        .body())
                .contains("MiB")
                .contains("Idle memory (RSS)");
        for (String odd : List.of(
                "/?page=-1", "/?page=999999999999", "/?verdict=x%27", "/comparisons?before=%00", "/?q=%00%27")) {
            assertThat(get(odd, "").statusCode()).as(odd).isEqualTo(200);
        }
        assertThat(get("/comparisons/..%2f..%2fetc", "").statusCode()).isBetween(400, 404);
        assertThat(get("/app?repository=x&name=y", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenBecomesACookieThatNoScriptAndNoOtherSiteHas() throws Exception {
        String token = dashboard.token(Kind.ADMIN, Optional.empty());
        HttpResponse<String> in = post("/sign-in", "token=" + token + "&next=/workers", "", origin());
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/workers");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");

        assertThat(post("/sign-in", "token=" + token, "", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/sign-in", "token=cst_wrong", "", origin()).headers().firstValue("Set-Cookie"))
                .isEmpty();
        String worker = dashboard.token(Kind.WORKER, Optional.empty());
        assertThat(post("/sign-in", "token=" + worker, "", origin()).statusCode())
                .isEqualTo(403);
        for (String elsewhere :
                List.of("https://evil.example", "//evil.example", "/%0d%0aX: y", "javascript:alert(1)")) {
            assertThat(post("/sign-in", "token=" + token + "&next=" + elsewhere, "", origin())
                            .headers()
                            .firstValue("Location"))
                    .as(elsewhere)
                    .contains("/");
        }
        HttpResponse<String> last = in;
        for (int i = 0; i < 30; i++) {
            last = post("/sign-in", "token=guess", "", origin());
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void onlyAFormOfOursCancels() throws Exception {
        String id = madeUp.queue();
        String cancel = "/comparisons/" + id + "/cancel";
        String own = cookie(dashboard.token(Kind.REPOSITORY, Optional.of(MadeUp.repository(0))));
        String form = "csrf=" + csrf("/comparisons/" + id, own);

        String other = cookie(dashboard.token(Kind.REPOSITORY, Optional.of(MadeUp.repository(1))));
        assertThat(post(cancel, form, own, "https://evil.example").statusCode())
                .as("another site")
                .isEqualTo(403);
        assertThat(post(cancel, form, own, "null").statusCode())
                .as("a hidden site")
                .isEqualTo(403);
        assertThat(post(cancel, "", own, origin()).statusCode())
                .as("without what the page knows")
                .isEqualTo(403);
        assertThat(post(cancel, form, "", origin()).statusCode()).as("nobody").isEqualTo(403);
        assertThat(post(cancel, form, other, origin()).statusCode())
                .as("with another's")
                .isEqualTo(403);
        assertThat(dashboard.cancelled).isEmpty();

        assertThat(post(cancel, form, own, origin()).statusCode()).isEqualTo(303);
        assertThat(dashboard.cancelled).containsExactly(id);
        assertThat(get("/comparisons/" + id, other).body())
                .as("open to read, not to end")
                .doesNotContain("/cancel\"");
    }

    @Test
    void onlyAnAdminSetsWhatARepositoryAllows() throws Exception {
        String repository = MadeUp.repository(CLOSED);
        String own = cookie(dashboard.token(Kind.REPOSITORY, Optional.of(repository)));
        String admin = cookie(dashboard.token(Kind.ADMIN, Optional.empty()));
        assertThat(get("/repositories", own).statusCode()).isEqualTo(404);
        assertThat(get("/repositories", "").statusCode()).isEqualTo(404);

        String asOwner = "repository=" + repository + "&open=on&csrf=" + csrf("/workers", own);
        assertThat(post("/repositories", asOwner, own, origin()).statusCode()).isEqualTo(404);
        String form = "repository=" + repository + "&open=on&csrf=" + csrf("/repositories", admin);
        assertThat(post("/repositories", form, admin, "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/repositories", form.replaceFirst("csrf=.*", "csrf="), admin, origin())
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/comparisons/" + any(CLOSED), "").statusCode())
                .as("as before")
                .isEqualTo(404);

        assertThat(post("/repositories", form, admin, origin()).statusCode()).isEqualTo(303);
        assertThat(get("/comparisons/" + any(CLOSED), "").statusCode())
                .as("open to everybody")
                .isEqualTo(200);
        assertThat(get("/repositories", admin).body())
                .contains("repository.set")
                .contains("open true, forks false");
    }

    private String csrf(String page, String cookie) throws IOException, InterruptedException {
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]{64})\"")
                .matcher(get(page, cookie).body());
        assertThat(csrf.find()).isTrue();
        return csrf.group(1);
    }

    @Test
    void everyPageIsHeldIn() throws Exception {
        HttpResponse<String> page = get("/", "");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(page.body())
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img src=x")
                .doesNotContain("\u202E");

        HttpResponse<String> report = get("/comparisons/" + reported(0) + "/report", "");
        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox allow-scripts;");

        Matcher style = Pattern.compile("href=\"(/assets/[^\"]+)\"").matcher(page.body());
        assertThat(style.find()).isTrue();
        assertThat(get(style.group(1), "").headers().firstValue("Cache-Control").orElseThrow())
                .contains("immutable");
        assertThat(get("/assets/0000/style.css", "").statusCode()).isEqualTo(404);

        String badge = get(
                        "/badge.svg?repository=" + MadeUp.repository(3) + "&name="
                                + URLEncoder.encode(MadeUp.HOSTILE, StandardCharsets.UTF_8),
                        "")
                .body();
        assertThat(badge).startsWith("<svg").contains(" ms, ");
    }

    private String any(int app) {
        return dashboard.store.read(
                handle -> handle.createQuery("select max(id) from comparison where repository = :name")
                        .bind("name", MadeUp.repository(app))
                        .mapTo(String.class)
                        .one());
    }

    private String reported(int app) {
        return dashboard.store.read(
                handle -> handle.createQuery("select max(id) from comparison where repository = :name"
                                + " and state = 'reported' and cause <> 'pull-request'")
                        .bind("name", MadeUp.repository(app))
                        .mapTo(String.class)
                        .one());
    }

    private String origin() {
        return dashboard.at("").toString();
    }

    private static String cookie(String token) {
        return "coldstart=" + token;
    }

    private HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(dashboard.at(path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String cookie, String origin)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(dashboard.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(form));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
