package dev.coldstart.service.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.service.access.Tokens.Kind;
import dev.coldstart.service.store.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** The pages in a real browser. Skipped where there is none. */
final class DashboardBrowserTest {

    private static Browser browser;
    private static TestDashboard dashboard;
    private static String live;

    @BeforeAll
    static void start(@TempDir Path folder) {
        browser = Browser.start();
        dashboard = new TestDashboard(folder, TestDatabase.SQLITE.create(folder));
        MadeUp madeUp = new MadeUp(dashboard.store, dashboard.data, TestDashboard.NOW);
        madeUp.fill(12, 600);
        live = "/comparisons/" + madeUp.queue();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (dashboard != null) {
            dashboard.close();
        }
    }

    @BeforeEach
    void signedOut() {
        browser.size(1280, false);
        browser.open(dashboard.at("/sign-in"));
        browser.forgetCookies();
    }

    record Page(String name, String path) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Page> pages() {
        String app = "repository=" + encoded(MadeUp.repository(0)) + "&name=users-api";
        return Stream.of(
                new Page("apps", "/"),
                new Page("nothing-found", "/?q=nowhere"),
                new Page("app", "/app?" + app),
                new Page("app-memory", "/app?metric=idle-rss&comparisons=all&" + app),
                new Page(
                        "app-hostile",
                        "/app?repository=" + encoded(MadeUp.repository(3)) + "&name=" + encoded(MadeUp.HOSTILE)),
                new Page("comparisons", "/comparisons?cause=nightly"),
                new Page("live", live),
                new Page("ended", latest(0)),
                new Page("warnings", "/warnings?" + app),
                new Page("readiness", "/readiness"),
                new Page("workers", "/workers"),
                new Page("sign-in", "/sign-in"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String latest(int app) {
        return "/comparisons/"
                + dashboard.store.read(handle -> handle.createQuery("select max(id) from comparison where app = :app"
                                + " and state = 'reported' and cause <> 'pull-request'")
                        .bind("app", MadeUp.app(app))
                        .mapTo(String.class)
                        .one());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsFitForEverybody(Page page) {
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {1280, 390}) {
                browser.size(width, dark);
                browser.open(dashboard.at(page.path()));
                if (page.name().equals("live")) {
                    browser.until("document.querySelectorAll('#swarm circle').length > 20");
                }
                browser.until("[...document.querySelectorAll('#chart')].every(p => p.querySelector('svg path.line'))");
                assertThat(browser.hindrances())
                        .as("%s, %s wide, dark %s", page, width, dark)
                        .isEmpty();
                assertThat(browser.script("return document.documentElement.scrollWidth"))
                        .as("%s's width", page)
                        .isEqualTo(String.valueOf(width));
                assertThat(browser.complaints())
                        .as("%s in the browser's log", page)
                        .isEmpty();
                assertThat(browser.script("return /NaN|undefined|null/.test(document.querySelector('main').innerHTML)"))
                        .as("%s shows what is missing", page)
                        .isEqualTo("false");
                browser.keep(page.name() + "-" + width + (dark ? "-dark" : ""));
            }
        }
    }

    @Test
    void theAdminsPageIsFitForEverybodyToo() {
        browser.open(dashboard.at("/sign-in?next=/repositories"));
        browser.tabTo("#token");
        browser.press(dashboard.token(Kind.ADMIN, Optional.empty()), Keys.ENTER);
        browser.until("location.pathname === '/repositories'");
        for (int width : new int[] {1280, 390}) {
            browser.size(width, false);
            browser.open(dashboard.at("/repositories"));
            assertThat(browser.hindrances()).isEmpty();
            assertThat(browser.script("return document.documentElement.scrollWidth"))
                    .isEqualTo(String.valueOf(width));
            browser.keep("repositories-" + width);
        }
        browser.open(dashboard.at("/repositories"));
        String box = "document.querySelector('tbody input[name=forks]')";
        String before = browser.script("return " + box + ".checked");
        browser.tabTo("tbody input[name=forks]");
        browser.press(Keys.SPACE);
        browser.tabTo("tbody button");
        browser.press(Keys.ENTER);
        browser.until("performance.getEntriesByType('navigation')[0].redirectCount >= 0 && " + box + " && " + box
                + ".checked !== " + before + " && document.readyState === 'complete'");
        browser.open(dashboard.at("/repositories"));
        assertThat(browser.script("return " + box + ".checked"))
                .as("it is kept")
                .isNotEqualTo(before);
        assertThat(browser.script("return document.querySelector('main section').textContent"))
                .as("and written down who did it")
                .contains("repository.");
    }

    @Test
    void aHostileNameIsOnlyText() {
        browser.open(dashboard.at("/?order=name&q=onerror"));
        assertThat(browser.script("return document.images.length")).isEqualTo("0");
        assertThat(browser.script("return document.querySelector('tbody th a').textContent"))
                .contains("<img src=x onerror=alert(1)>")
                .doesNotContain("\u202E");
    }

    @Test
    void everythingIsWithinReachOfTheKeyboard() {
        browser.open(dashboard.at("/"));
        browser.press(Keys.TAB);
        assertThat(browser.script("return document.activeElement.className")).isEqualTo("skip");
        browser.tabTo("#q");
        browser.press("users", Keys.ENTER);
        browser.until("location.search.includes('q=users')");
        browser.tabTo("tbody th a");
        assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                .as("the focus is seen")
                .isEqualTo("solid");
        browser.press(Keys.ENTER);
        browser.until("location.pathname === '/app'");
        browser.tabTo("summary");
        browser.press(Keys.ENTER);
        browser.until("document.querySelector('details').open");
    }

    @Test
    void aComparisonIsSeenWhileItIsMeasured() {
        browser.open(dashboard.at(live));
        browser.until("document.querySelector('#starts tr:first-child td').textContent === '9'");
        browser.until("document.querySelector('#now').textContent.startsWith('Block 9 of at least 20')");
        assertThat(browser.script("return document.querySelector('#starts').textContent"))
                .contains("timed-out");
        assertThat(browser.script(
                        "return document.querySelector('#progress').value / document.querySelector('#progress').max"))
                .startsWith("0.4");
    }

    @Test
    void whoSignsInSeesTheirsAndMayCancelIt() {
        browser.open(dashboard.at("/?q=service-0"));
        String token = dashboard.token(Kind.REPOSITORY, Optional.of(MadeUp.repository(0)));
        browser.open(dashboard.at("/sign-in?next=" + encoded(live)));
        browser.tabTo("#token");
        browser.press("nonsense", Keys.ENTER);
        browser.until("document.querySelector('[role=alert]') !== null");
        browser.tabTo("#token");
        browser.press(token, Keys.ENTER);
        browser.until("location.pathname === '" + live + "'");
        assertThat(browser.script("return document.cookie"))
                .as("scripts see no cookie")
                .isEmpty();
        browser.tabTo("button.danger");
        browser.press(Keys.ENTER);
        browser.until(
                "performance.getEntriesByType('navigation')[0].redirectCount === 1 || document.readyState === 'complete'");
        assertThat(dashboard.cancelled).contains(live.substring(live.lastIndexOf('/') + 1));
        browser.tabTo("button.quiet");
        browser.press(Keys.ENTER);
        browser.until("document.querySelector('a.sign') !== null");
    }
}
