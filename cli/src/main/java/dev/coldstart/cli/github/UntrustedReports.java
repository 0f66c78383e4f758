package dev.coldstart.cli.github;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.comment.CommentPart;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.render.comment.CommentParts;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reports that somebody else's code may have written: held against the schema, and against what GitHub says they are of. */
final class UntrustedReports {

    /** What {@code report.json} is called, at any depth. */
    private static final String NAME = "report.json";

    private static final int DEEPEST = 64;
    private static final int MAX_REPORTS = 50;
    private static final long LARGEST = 20L * 1024 * 1024;

    /**
     * Where a report has to come from.
     *
     * @param pullRequests those whose last commit it is; one branch may have several
     * @param run the number of the run that measured, where it is known
     */
    record Expected(String repository, String head, List<Integer> pullRequests, Optional<String> run) {

        Expected {
            pullRequests = List.copyOf(pullRequests);
        }

        /**
         * The pull request that accepted reports are about.
         *
         * @throws UserError when they are about several, or do not say and there are several
         */
        int pullRequestOf(List<Accepted> reports) {
            List<Integer> named = reports.stream()
                    .flatMapToInt(r -> r.report().plan().origin().map(Origin::pullRequest).stream()
                            .flatMapToInt(OptionalInt::stream))
                    .distinct()
                    .boxed()
                    .toList();
            List<Integer> possible = named.isEmpty() ? pullRequests : named;
            if (possible.size() != 1) {
                throw new UserError(
                        ExitCode.USAGE,
                        "several pull requests have " + head + " as their last commit, " + possible
                                + ", and the reports do not say which one they are about");
            }
            return possible.getFirst();
        }
    }

    /** A report, its file's name, and what it gives to the comment. */
    record Accepted(Path file, Report report, CommentPart part) {}

    private UntrustedReports() {}

    /**
     * Reads them.
     *
     * @throws UserError when one is not what it should be; none is posted then
     */
    static List<Accepted> of(List<Path> files, Expected expected) {
        Schema schema = schema();
        List<Accepted> accepted = new ArrayList<>();
        for (Path file : files) {
            accepted.add(accept(schema, file, expected));
        }
        return accepted;
    }

    /**
     * The reports in a folder, sorted; none where there is no such folder. What an app publishes may be called the same, and
     * lies below the report of its measurement.
     */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            List<Path> found = all.filter(file -> file.endsWith(NAME))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
            Set<Path> folders = found.stream().map(UntrustedReports::folderOf).collect(Collectors.toSet());
            List<Path> reports = found.stream()
                    .filter(file -> !isPublished(folder.relativize(file))
                            && above(folderOf(file), folder).noneMatch(folders::contains))
                    .toList();
            if (reports.size() > MAX_REPORTS) {
                throw new UserError(ExitCode.USAGE, folder + " holds more than " + MAX_REPORTS + " reports");
            }
            return reports;
        } catch (IOException | UncheckedIOException e) {
            throw new UserError(ExitCode.USAGE, folder + " can't be read: " + e.getMessage());
        }
    }

    private static Path folderOf(Path file) {
        return Optional.ofNullable(file.getParent()).orElseThrow();
    }

    /** The folders that a folder lies in, up to the one that was downloaded to. */
    private static Stream<Path> above(Path folder, Path top) {
        return Stream.iterate(folder.getParent(), f -> f != null && f.startsWith(top), Path::getParent);
    }

    /** {@code build/FORM/published/...}: where a measurement keeps what it built. */
    private static boolean isPublished(Path file) {
        return IntStream.range(0, file.getNameCount() - 2)
                .anyMatch(i -> file.getName(i).toString().equals("build")
                        && IntStream.range(i + 2, file.getNameCount() - 1)
                                .anyMatch(j -> file.getName(j).toString().equals("published")));
    }

    private static Accepted accept(Schema schema, Path file, Expected expected) {
        String json = text(file);
        wellFormed(schema, file, json);
        Report report;
        CommentPart part;
        try {
            report = JsonReport.read(json);
            consistent(report);
            part = CommentParts.of(report);
        } catch (RuntimeException e) {
            // Whatever is wrong with it, it is not ours.
            throw refused(file, "it contradicts itself: " + e.getMessage());
        }
        Optional<Origin> origin = report.plan().origin();
        if (origin.flatMap(Origin::repository).isEmpty()
                || origin.flatMap(Origin::head).isEmpty()) {
            throw refused(
                    file,
                    "it does not say of which repository and commit it is: measure with the action,"
                            + " or with --repository and --commit");
        }
        named(file, "repository", origin.flatMap(Origin::repository), expected.repository());
        named(file, "commit", origin.flatMap(Origin::head), expected.head());
        expected.run()
                .ifPresent(run ->
                        named(file, "run", origin.flatMap(Origin::run).map(r -> r.substring(0, r.indexOf('.'))), run));
        OptionalInt number = origin.map(Origin::pullRequest).orElse(OptionalInt.empty());
        if (number.isPresent() && !expected.pullRequests().contains(number.getAsInt())) {
            throw refused(
                    file,
                    "it says that it is of pull request " + number.getAsInt() + ", and GitHub says "
                            + expected.pullRequests().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(" or ")));
        }
        return new Accepted(file, report, part.at(expected.head()));
    }

    private static void wellFormed(Schema schema, Path file, String json) {
        String wrong = "";
        try {
            List<Error> errors = schema.validate(json, InputFormat.JSON);
            wrong = errors.isEmpty() ? "" : errors.getFirst().toString();
        } catch (RuntimeException e) {
            // No JSON, or deeper than any of ours.
            wrong = String.valueOf(e.getMessage());
        }
        if (!wrong.isEmpty()) {
            throw refused(file, "it is not as the schema says: " + wrong);
        }
    }

    /** What a schema can't say: every name is that of a variant. */
    private static void consistent(Report report) {
        Set<String> names = report.variants().stream().map(VariantReport::name).collect(Collectors.toSet());
        Stream.concat(
                        Stream.of(report.baseline()),
                        report.comparisons().stream().flatMap(c -> Stream.of(c.of(), c.against())))
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("it has no variant " + name);
                });
    }

    private static void named(Path file, String what, Optional<String> said, String expected) {
        if (said.isPresent() && !said.get().equals(expected)) {
            throw refused(file, "it says that it is of " + what + " " + said.get() + ", and GitHub says " + expected);
        }
    }

    private static UserError refused(Path file, String why) {
        String clean = why.replaceAll("[\\p{C}]+", " ");
        return new UserError(
                ExitCode.USAGE,
                file + " is refused: " + (clean.length() > 500 ? clean.substring(0, 500) + "..." : clean));
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw refused(file, "it is larger than any report");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw refused(file, "it can't be read: " + e.getMessage());
        }
    }

    private static Schema schema() {
        try (InputStream in = Objects.requireNonNull(
                UntrustedReports.class.getResourceAsStream("/schema/report.schema.json"), "the schema is in the jar")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
