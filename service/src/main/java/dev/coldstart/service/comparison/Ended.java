package dev.coldstart.service.comparison;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.protocol.Event;
import dev.coldstart.protocol.State;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;

/** What is written down of a report besides its files: the answer, and each figure for the app's history. */
record Ended(Report report, SampleSet samples) {

    Event.Ended event() {
        return new Event.Ended(
                State.REPORTED, Optional.empty(), Optional.of(report.outcome().id()), Optional.of(verdict()));
    }

    private String verdict() {
        return Json.line().convertValue(report.verdict().answer(), String.class);
    }

    void write(Handle handle, Comparison comparison) {
        handle.createUpdate("update comparison set outcome = :outcome, verdict = :verdict where id = :id")
                .bind("outcome", report.outcome().id())
                .bind("verdict", verdict())
                .bind("id", comparison.id())
                .execute();
        var batch = handle.prepareBatch("insert into figure (comparison, repository, app, form, variant_revision,"
                + " architecture, metric, unit, n, median, low, high, revision, release_name, runtime, at) values"
                + " (:comparison, :repository, :app, :form, :of, :architecture, :metric, :unit, :n, :median, :low,"
                + " :high, :revision, :release, :runtime, :at)");
        Instant at = comparison.revision().at().map(Instant::parse).orElse(comparison.createdAt());
        for (VariantReport variant : report.variants()) {
            variant.metrics()
                    .forEach((metric, figure) -> batch.bind("comparison", comparison.id())
                            .bind("repository", comparison.repository())
                            .bind("app", comparison.app())
                            .bind("form", variant.form())
                            .bind("of", variant.revision())
                            .bind("architecture", variant.architecture().id())
                            .bind("metric", metric.id())
                            .bind("unit", figure.unit().id())
                            .bind("n", figure.n())
                            .bind("median", figure.median())
                            .bind("low", boxed(figure.low()))
                            .bind("high", boxed(figure.high()))
                            .bind("revision", commit(comparison, variant))
                            .bind("release", comparison.revision().release())
                            .bind("runtime", runtime())
                            .bind("at", at)
                            .add());
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static Optional<String> commit(Comparison comparison, VariantReport variant) {
        return variant.revision().equals(Variant.BASE)
                ? comparison.revision().baseCommit()
                : comparison.revision().commit();
    }

    /** What it was built with, for marking upgrades. */
    private Optional<String> runtime() {
        return samples.versions()
                .flatMap(versions -> versions.tools().entrySet().stream()
                        .filter(tool -> tool.getKey().matches("dotnet|java|javac"))
                        .map(tool -> tool.getKey() + " " + tool.getValue())
                        .findFirst());
    }
}
