package dev.coldstart.core.render.json;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.report.Report;
import tools.jackson.core.JacksonException;

/** {@code report.json}, as {@code docs/schema/report.schema.json} describes it. */
public final class JsonReport {

    private JsonReport() {}

    /** Indented, with a newline at its end. */
    public static String render(Report report) {
        return Json.pretty().writeValueAsString(report) + "\n";
    }

    /**
     * Reads what {@link #render} wrote.
     *
     * @throws IllegalArgumentException when it is not a report that this version reads; the message says what is wrong
     */
    public static Report read(String json) {
        Report report;
        try {
            report = Json.line().readValue(json, Report.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a report: " + e.getOriginalMessage(), e);
        }
        if (!report.schema().equals(Report.SCHEMA)) {
            throw new IllegalArgumentException(
                    "schema " + report.schema() + " is not one this version reads (" + Report.SCHEMA + ")");
        }
        return report;
    }
}
