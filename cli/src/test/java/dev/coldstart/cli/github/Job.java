package dev.coldstart.cli.github;

import dev.coldstart.cli.Main;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.verdict.ReportBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A job of a workflow in a folder: its environment, its event, and a report of two forms. */
final class Job {

    /** What the app of {@link #report} is called. */
    static final String APP = "a and b";

    static final String REPOSITORY = "octo/app";
    static final String HEAD = "a".repeat(40);
    static final String BASE = "b".repeat(40);

    private final Path dir;
    private Path folder;
    private final Map<String, String> env = new HashMap<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<List<String>> measured = new ArrayList<>();
    private int measureEndsWith;
    private String printed = "";

    private Job(Path dir) {
        this.dir = dir;
        this.folder = dir;
        env.put("GITHUB_REPOSITORY", REPOSITORY);
        env.put("GITHUB_SERVER_URL", "https://github.example");
        env.put("GITHUB_RUN_ID", "77");
        env.put("GITHUB_OUTPUT", dir.resolve("output").toString());
        env.put("GITHUB_STEP_SUMMARY", dir.resolve("summary.md").toString());
        env.put("GITHUB_EVENT_PATH", dir.resolve("event.json").toString());
        env.put("INPUT_OUT", dir.resolve("out").toString());
        env.put("GITHUB_SHA", "c".repeat(40));
    }

    /** A job of pull request 7. */
    static Job ofPullRequest(Path dir, FakeGitHub gitHub, String token) throws IOException {
        return ofEvent(dir, gitHub, token, "pull_request", """
                {"pull_request":{"number":7,
                  "head":{"sha":"%s","repo":{"full_name":"%s"}},
                  "base":{"sha":"%s"}}}""".formatted(HEAD, REPOSITORY, BASE));
    }

    static Job ofEvent(Path dir, FakeGitHub gitHub, String token, String name, String event) throws IOException {
        Job job = new Job(dir);
        Files.writeString(dir.resolve("event.json"), event);
        job.env.put("GITHUB_EVENT_NAME", name);
        job.env.put("GITHUB_API_URL", gitHub.api().toString());
        job.env.put("GITHUB_TOKEN", token);
        return job;
    }

    /** The folder that the step runs in. */
    Job in(Path working) {
        folder = working;
        return this;
    }

    Job with(String name, String value) {
        env.put(name, value);
        return this;
    }

    /** Another command of the program ends so. */
    Job measuringEndsWith(int exitCode) {
        measureEndsWith = exitCode;
        return this;
    }

    /** Writes a report into a folder below the job's; one that says of no sources is of its commit. */
    Job reports(String folder, Report report) throws IOException {
        Path out = Files.createDirectories(dir.resolve(folder));
        Report told = report.plan().origin().isPresent() ? report : of(report, OF_ITS_COMMIT);
        Files.writeString(out.resolve("report.json"), JsonReport.render(told));
        return this;
    }

    /** Writes a report of this very job, as its step before leaves it. */
    Job measuredNow(Report report) throws IOException {
        return reports("out", of(report, ofThisJob()));
    }

    private static final Origin OF_ITS_COMMIT =
            new Origin(Optional.of(REPOSITORY), Optional.of(HEAD), Optional.empty(), OptionalInt.empty());

    /** What a report of this job says of its sources. */
    static Origin ofThisJob() {
        return new Origin(
                Optional.of(REPOSITORY),
                Optional.of(HEAD),
                Optional.of(BASE),
                OptionalInt.of(7),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("77.1"),
                Optional.empty());
    }

    /** The report of the same measurement with sources of that name. */
    static Report of(Report report, Origin origin) {
        return JsonReport.read(JsonReport.render(report)
                .replaceFirst(
                        "\"assumptions\"",
                        Matcher.quoteReplacement(
                                "\"origin\" : " + Json.line().writeValueAsString(origin) + ", \"assumptions\"")));
    }

    /** A measured comparison of two forms, with texts replaced in its samples. */
    static Report report(String... replacements) throws IOException {
        String samples;
        try (InputStream in = Objects.requireNonNull(Main.class.getResourceAsStream("training.jsonl"))) {
            samples = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (int i = 0; i < replacements.length; i += 2) {
            samples = samples.replaceAll(Pattern.quote(replacements[i]), replacements[i + 1].replace("\\", "\\\\"));
        }
        return ReportBuilder.build(
                SampleReader.read(new BufferedReader(new StringReader(samples))).samples(), List.of());
    }

    /** Runs a step; its exit code. */
    int run(String step) {
        StringWriter out = new StringWriter();
        PrintWriter log = new PrintWriter(out, true);
        Action action = new Action(
                env,
                folder,
                arguments -> {
                    measured.add(List.of(arguments));
                    return measureEndsWith;
                },
                log,
                pauses::add);
        try {
            return switch (step) {
                case "base" -> action.base();
                case "measure" -> action.measure();
                case "publish" -> action.publish();
                case "comment" -> action.comment();
                case "tracking-issue" -> action.trackingIssue();
                default -> throw new IllegalArgumentException(step);
            };
        } catch (UserError e) {
            log.println(e.getMessage());
            return e.exitCode();
        } finally {
            printed = out.toString();
        }
    }

    String printed() {
        return printed;
    }

    List<Duration> pauses() {
        return pauses;
    }

    /** What the other commands were called with. */
    List<List<String>> measured() {
        return measured;
    }

    String summary() throws IOException {
        return Files.readString(dir.resolve("summary.md"));
    }

    /** The outputs as the runner reads them. */
    Map<String, String> outputs() throws IOException {
        Map<String, String> outputs = new HashMap<>();
        List<String> lines =
                Files.exists(dir.resolve("output")) ? Files.readAllLines(dir.resolve("output")) : List.of();
        for (int i = 0; i < lines.size(); i++) {
            String[] start = lines.get(i).split("<<", 2);
            int from = i + 1;
            while (!lines.get(++i).equals(start[1])) {
                // up to its delimiter
            }
            outputs.put(start[0], lines.subList(from, i).stream().collect(Collectors.joining("\n")));
        }
        return outputs;
    }
}
