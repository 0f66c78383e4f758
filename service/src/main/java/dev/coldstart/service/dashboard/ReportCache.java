package dev.coldstart.service.dashboard;

import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.service.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports as files. They never change: those that were read last are kept. */
final class ReportCache {

    private static final Logger LOG = LoggerFactory.getLogger(ReportCache.class);
    private static final int KEPT = 64;
    private static final long MAX_BYTES = 32L << 20;

    private final DataFolder data;
    private final Map<String, Report> read = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Report> eldest) {
            return size() > KEPT;
        }
    });

    ReportCache(DataFolder data) {
        this.data = data;
    }

    /** The report of a comparison; empty where there is none, or retention has removed it. */
    Optional<Report> read(String comparison) {
        Optional<Report> known = Optional.ofNullable(read.get(comparison));
        if (known.isPresent()) {
            return known;
        }
        Path file = data.comparison(comparison).resolve("report.json");
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            Report report = JsonReport.read(Files.readString(file));
            read.put(comparison, report);
            return Optional.of(report);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the report of {} can't be read: {}", comparison, e.toString());
            return Optional.empty();
        }
    }

    /** A file of a comparison, where it is there. */
    Optional<Path> file(String comparison, String name) {
        return Optional.of(data.comparison(comparison).resolve(name)).filter(Files::isRegularFile);
    }
}
