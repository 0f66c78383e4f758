package dev.coldstart.core.render.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldstart.core.report.Situations;
import dev.coldstart.core.report.Situations.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser, opened from a file. Skipped where there is no Chromium with its driver. */
class HtmlReportBrowserTest {

    private static final String EMPTY_OR_BROKEN = """
            return [...document.querySelectorAll('.plot')]
              .filter(p => !p.querySelector('svg circle, svg rect, svg line, svg path') || /NaN|undefined/.test(p.innerHTML))
              .map(p => p.dataset.chart)
            """;

    private static ChromeDriver browser;

    @TempDir
    private Path folder;

    static Stream<Situation> situations() {
        return Stream.concat(
                Situations.all().stream(),
                Stream.of(
                        Situations.crowd(12, 20),
                        Situations.saying(
                                "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>"),
                        Situations.saying("x".repeat(300))));
    }

    @BeforeAll
    static void start() {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "no chromium and chromedriver on the PATH: the page is not looked at in a browser");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toFile());
        // No sandbox: it can't be had by root in a container, and the page is our own.
        options.addArguments(
                "--headless=new", "--hide-scrollbars", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.addArguments("--disable-background-networking", "--no-first-run");
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get().toFile())
                        .build(),
                options);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everyPictureIsDrawnAndNothingIsWrong(Situation situation) throws IOException {
        for (int width : new int[] {1280, 390}) {
            open(situation, width);
            assertThat(script(EMPTY_OR_BROKEN)).as("pictures without marks").isEqualTo("[]");
            assertThat(script("return document.documentElement.scrollWidth"))
                    .as("page's width")
                    .isEqualTo(String.valueOf(width));
            assertThat(script("return performance.getEntriesByType('resource').length"))
                    .as("things fetched")
                    .isEqualTo("0");
            assertThat(browser.getTitle()).endsWith(": cold start");
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        }
    }

    private void open(Situation situation, int width) throws IOException {
        Path page = folder.resolve("report.html");
        Files.writeString(page, HtmlReport.render(situation.report(), situation.samples()));
        // A window can't be made as narrow as a telephone; its page can.
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.get(page.toUri().toString());
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(b -> script("return [...document.querySelectorAll('.plot')].every(p => p.querySelector('svg'))")
                        .equals("true"));
    }

    private static String script(String code) {
        return String.valueOf(Objects.requireNonNull(browser.executeScript(code)));
    }

    private static Optional<Path> program(String... names) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(names)
                .flatMap(name -> List.of(path.split(":")).stream().map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
