package dev.coldstart.core.evidence;

import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a pack that follow from its samples: written from them, and checked against them. */
public final class DerivedFiles {

    private static final String README = """
            # An evidence pack of coldstart

            What a measurement saw, and the verdict that follows from it.

            | file | holds |
            |---|---|
            | `samples.jsonl` | everything that was seen; the other files but the logs and the configuration follow from it |
            | `samples.lines` | the beginning of a SHA-256 for each line of it |
            | `plan.json` | what was asked: variants, request, limits, sampling, policy, assumptions |
            | `coldstart.yml` | the configuration, values that look like secrets hidden; not there when none was used |
            | `machine.json` | CPU model, kernel, engine, cgroup version, governor; CPU time stolen by the host |
            | `versions.json` | of coldstart and of the tools that built |
            | `warnings.json` | what the builds warned of |
            | `logs/` | the builds' logs |
            | `report.json`, `report.md`, `report.html` | the report |
            | `SHA256SUMS` | a checksum for each of these files |

            Check it, on any machine, with no container engine:

                coldstart verify evidence.zip
                coldstart report evidence.zip

            or unpacked, without coldstart:

                sha256sum -c SHA256SUMS
            """;

    private DerivedFiles() {}

    /** Name and content, in the order of the pack. */
    public static Map<String, String> of(SampleSet samples, Report report) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(Pack.README, README);
        files.put(Pack.PLAN, json(samples.plan()));
        files.put(Pack.MACHINE, json(new Measured(samples.machine(), Steal.of(samples.starts()))));
        samples.versions().ifPresent(versions -> files.put(Pack.VERSIONS, json(versions)));
        files.put(
                Pack.WARNINGS,
                json(samples.builds().stream()
                        .map(build -> new Warned(build.variant(), build.warnings()))
                        .toList()));
        files.put(Pack.REPORT_JSON, JsonReport.render(report));
        files.put(Pack.REPORT_MARKDOWN, MarkdownReport.render(report));
        files.put(Pack.REPORT_HTML, HtmlReport.render(report, samples));
        return files;
    }

    private record Measured(Optional<Machine> machine, Steal steal) {}

    private record Warned(String variant, List<BuildWarning> warnings) {}

    /** CPU time that the hypervisor gave to others while starts were timed, the warm-up included. */
    private record Steal(int starts, long startsWithSteal, long totalMs) {
        static Steal of(List<Start> starts) {
            return new Steal(
                    starts.size(),
                    starts.stream().filter(s -> s.host().stealMs() > 0).count(),
                    starts.stream().mapToLong(s -> s.host().stealMs()).sum());
        }
    }

    private static String json(Object value) {
        return Json.pretty().writeValueAsString(value) + "\n";
    }
}
