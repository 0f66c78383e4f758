package dev.coldstart.core.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of an evidence pack, wherever they lie. */
public interface Pack {

    String README = "README.md";
    String PLAN = "plan.json";
    String CONFIGURATION = "coldstart.yml";
    String SAMPLES = "samples.jsonl";
    /** A checksum for each line of the samples, so that one that was altered can be named. */
    String SAMPLE_LINES = "samples.lines";

    String MACHINE = "machine.json";
    String VERSIONS = "versions.json";
    String WARNINGS = "warnings.json";
    /** Folder of the build logs: {@code logs/aot@head.log}. */
    String LOGS = "logs/";

    String REPORT_JSON = "report.json";
    String REPORT_MARKDOWN = "report.md";
    String REPORT_HTML = "report.html";
    /** In the pack of a readiness run, which holds a pack for each framework: {@code net9.0/evidence.zip}. */
    String READINESS = "readiness.json";

    String EVIDENCE = "evidence.zip";

    /** As {@code sha256sum -c} reads it. */
    String CHECKSUMS = "SHA256SUMS";

    /** Every file in it, in its order. */
    List<String> names();

    /**
     * A file's content; the caller closes it.
     *
     * @throws IOException when it can't be read, or is longer than whoever reads it allows
     */
    InputStream open(String name) throws IOException;
}
