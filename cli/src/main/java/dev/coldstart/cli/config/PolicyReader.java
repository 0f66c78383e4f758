package dev.coldstart.cli.config;

import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.LibraryRuling;
import dev.coldstart.core.policy.Preset;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.policy.VersionRange;
import dev.coldstart.core.policy.Waiver;
import dev.coldstart.core.units.Units;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code policy}. */
final class PolicyReader {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 1000;

    /** A build's time is measured once, so that no change of it can be told from chance. */
    private static final List<String> METRICS = Arrays.stream(Metric.values())
            .filter(m -> m.isCompared() && m != Metric.BUILD_TIME)
            .map(Metric::id)
            .toList();

    private final List<String> forms;

    private PolicyReader(List<String> forms) {
        this.forms = forms;
    }

    /** @param forms the names that an exception can be for */
    static Policy read(YamlSection policy, List<String> forms) {
        return new PolicyReader(forms).policy(policy);
    }

    private Policy policy(YamlSection policy) {
        double gain = policy.value("minimum-gain")
                .flatMap(v -> v.text(text -> new Policy(Units.percentage(text)).minimumGain()))
                .orElse(Policy.DEFAULT_MINIMUM_GAIN);
        double tolerance = policy.value("regression-tolerance")
                .flatMap(v -> v.text(
                        text -> new Policy(Policy.DEFAULT_MINIMUM_GAIN, Units.percentage(text)).regressionTolerance()))
                .orElse(Policy.DEFAULT_REGRESSION_TOLERANCE);
        List<String> metrics =
                policy.value("metrics").flatMap(PolicyReader::metrics).orElse(Policy.DEFAULT_METRICS);
        Optional<Preset> preset = policy.value("use-case")
                .flatMap(v -> known(v, Preset.all().stream().map(Preset::id).toList(), "use case"))
                .flatMap(Preset::named);
        Map<Question, TeamAnswer> own = new EnumMap<>(Question.class);
        answers(policy.section("workload"), Question.Group.WORKLOAD, own);
        answers(policy.section("against"), Question.Group.AGAINST, own);
        answers(policy.section("gate"), Question.Group.GATE, own);
        List<LibraryRuling> libraries = items(policy, "libraries", PolicyReader::library);
        List<Waiver> exceptions = items(policy, "exceptions", this::exception);
        policy.end();
        return new Policy(
                gain,
                tolerance,
                metrics,
                new TeamPolicy(
                        preset.map(Preset::id), preset.map(p -> p.under(own)).orElse(own), libraries, exceptions));
    }

    private static Optional<List<String>> metrics(Value value) {
        List<Value> items = value.list();
        List<String> metrics = items.stream()
                .flatMap(item -> known(item, METRICS, "metric").stream())
                .distinct()
                .toList();
        if (value.isList() && items.isEmpty()) {
            return value.wrong("it is empty: name at least one metric, or leave it out");
        }
        return metrics.isEmpty() ? Optional.empty() : Optional.of(metrics);
    }

    private static void answers(YamlSection section, Question.Group group, Map<Question, TeamAnswer> answers) {
        for (Question question : group.questions()) {
            section.value(question.id())
                    .flatMap(PolicyReader::answer)
                    .ifPresent(answer -> answers.put(question, answer));
        }
        section.end();
    }

    private static Optional<TeamAnswer> answer(Value value) {
        if (!value.isSection()) {
            return value.text(PolicyReader::reply).map(TeamAnswer::of);
        }
        return value.section().flatMap(section -> {
            Optional<TeamAnswer.Reply> reply = required(section, "answer", "yes or no", PolicyReader::reply);
            Optional<String> by = optional(section, "by", PolicyReader::name);
            Optional<LocalDate> on = optional(section, "on", PolicyReader::date);
            Optional<String> because = optional(section, "because", PolicyReader::reason);
            section.end();
            return reply.map(r -> new TeamAnswer(r, by, on, because, TeamAnswer.Origin.TEAM));
        });
    }

    private static Optional<LibraryRuling> library(YamlSection section) {
        Optional<String> name = required(section, "package", "the package's name", PolicyReader::name);
        Optional<VersionRange> versions = optional(section, "versions", VersionRange::new);
        Optional<LibraryRuling.Ruling> ruling =
                requiredWord(section, "ruling", List.of("approved", "denied"), LibraryRuling.Ruling::of);
        Optional<String> by = optional(section, "by", PolicyReader::name);
        Optional<String> because = optional(section, "because", PolicyReader::reason);
        Optional<LocalDate> until = optional(section, "until", PolicyReader::date);
        section.end();
        return name.flatMap(
                n -> ruling.map(r -> new LibraryRuling(n, versions.orElse(VersionRange.ANY), r, by, because, until)));
    }

    private Optional<Waiver> exception(YamlSection section) {
        Optional<Check> check = section.value("check")
                .flatMap(v -> known(v, Stream.of(Check.values()).map(Check::id).toList(), "check")
                        .flatMap(id -> excepted(v, Check.of(id))));
        Optional<String> metric = section.value("metric").flatMap(v -> known(v, METRICS, "metric"));
        Optional<String> form = section.value("form").flatMap(v -> known(v, forms, "form"));
        Optional<String> by = required(section, "by", "who accepted it", PolicyReader::name);
        Optional<String> because = required(section, "because", "why", PolicyReader::reason);
        Optional<LocalDate> until = required(section, "until", "the last day, such as 2030-06-30", PolicyReader::date);
        section.end();
        if (section.has("check") == section.has("metric")) {
            section.problem("an exception is for a check or for a metric, exactly one: say check: operational-risk or"
                    + " metric: idle-rss");
            return Optional.empty();
        }
        if (check.isEmpty() && metric.isEmpty()) {
            return Optional.empty();
        }
        return by.flatMap(
                who -> because.flatMap(why -> until.map(day -> new Waiver(check, metric, form, who, why, day))));
    }

    private static Optional<Check> excepted(Value value, Check check) {
        return check.canBeExcepted()
                ? Optional.of(check)
                : value.wrong(check.id() + " takes no exception: change minimum-gain or the answers under workload and"
                        + " against, which it is made of");
    }

    private static <T> List<T> items(YamlSection policy, String key, Function<YamlSection, Optional<T>> read) {
        List<T> items = new ArrayList<>();
        policy.value(key)
                .ifPresent(value -> value.list()
                        .forEach(item -> item.section().flatMap(read).ifPresent(items::add)));
        return items;
    }

    private static <T> Optional<T> optional(YamlSection section, String key, Function<String, T> read) {
        return section.value(key).flatMap(v -> v.text(read));
    }

    private static <T> Optional<T> required(YamlSection section, String key, String what, Function<String, T> read) {
        Optional<Value> value = section.value(key);
        if (value.isEmpty()) {
            section.problem(key + " is missing: " + what);
        }
        return value.flatMap(v -> v.text(read));
    }

    private static <T> Optional<T> requiredWord(
            YamlSection section, String key, List<String> words, Function<String, T> read) {
        Optional<Value> value = section.value(key);
        if (value.isEmpty()) {
            section.problem(key + " is missing: " + String.join(" or ", words));
        }
        return value.flatMap(v -> known(v, words, key)).map(read);
    }

    private static Optional<String> known(Value value, List<String> words, String what) {
        return value.text().flatMap(text -> {
            if (words.contains(text)) {
                return Optional.of(text);
            }
            return value.wrong("there is no " + what + " " + text
                    + ConfigProblems.nearest(text, words)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(";")
                    + " (known here: " + String.join(", ", words) + ")");
        });
    }

    private static TeamAnswer.Reply reply(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> TeamAnswer.Reply.YES;
            case "no", "false" -> TeamAnswer.Reply.NO;
            default ->
                throw new IllegalArgumentException(
                        "'" + text + "' is no answer: write yes or no, or leave it out while nobody knows");
        };
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no date: write year, month and day, as 2030-06-30", e);
        }
    }

    private static String name(String text) {
        return line(text, LONGEST_NAME);
    }

    private static String reason(String text) {
        return line(text, LONGEST_REASON);
    }

    private static String line(String text, int longest) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty() || line.length() > longest || line.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a text of 1 to " + longest + " characters is wanted");
        }
        return line;
    }
}
