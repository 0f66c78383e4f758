package dev.coldstart.cli.calibrate;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.report.Report;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far off the measurement was.
 *
 * @param stolen how many of the counted starts the host took CPU time from (steal)
 * @param undisturbed the rows without those starts
 * @param same the same fixed work against itself, under two names; empty when it could not be measured
 */
public record CalibrationResult(
        List<Row> rows, int stolen, List<Row> undisturbed, Optional<Contrast> same, Report report) {

    /** What is held to: the error of the median, and the spread where the program sleeps, in milliseconds. */
    public static final double LARGEST_ERROR = 1.0;

    public static final double LARGEST_SPREAD = 1.0;

    public CalibrationResult {
        rows = List.copyOf(rows);
        undisturbed = List.copyOf(undisturbed);
    }

    /**
     * One known start; times in milliseconds.
     *
     * @param error median less known
     * @param spread standard deviation
     */
    public record Row(
            String form, boolean sleeps, int known, int n, double median, double error, double spread, double worst) {

        /** @param millis sorted */
        static Row of(String form, boolean sleeps, int known, double[] millis) {
            int n = millis.length;
            double median = n % 2 == 1 ? millis[n / 2] : (millis[n / 2 - 1] + millis[n / 2]) / 2;
            double mean = Arrays.stream(millis).average().orElse(median);
            double spread = Math.sqrt(
                    Arrays.stream(millis).map(m -> (m - mean) * (m - mean)).sum() / (n - 1));
            return new Row(form, sleeps, known, n, median, median - known, spread, millis[n - 1]);
        }

        /** Whether it is as exact as coldstart promises. */
        public boolean exact() {
            return Math.abs(error) <= LARGEST_ERROR && (!sleeps || spread <= LARGEST_SPREAD);
        }
    }

    /** Whether all of it is. */
    public boolean exact() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::exact);
    }
}
