package dev.coldstart.core.study;

import java.util.List;

/**
 * How long answers took, as a histogram: value by value, ascending, with how many took about that long (HdrHistogram, three
 * digits).
 */
public record Latencies(List<Long> ns, List<Long> counts) {

    private static final int MAX_VALUES = 100_000;

    public Latencies {
        ns = List.copyOf(ns);
        counts = List.copyOf(counts);
        if (ns.size() != counts.size() || ns.size() > MAX_VALUES) {
            throw new IllegalArgumentException(
                    "a histogram of " + ns.size() + " values has " + counts.size() + " counts");
        }
        for (int i = 0; i < ns.size(); i++) {
            if (ns.get(i) < (i == 0 ? 0 : ns.get(i - 1) + 1) || counts.get(i) < 1) {
                throw new IllegalArgumentException("a histogram's values ascend, and each was seen");
            }
        }
    }

    public long count() {
        return counts.stream().mapToLong(c -> c).sum();
    }

    /**
     * The value that a share of all answers did not exceed.
     *
     * @param share above 0 and at most 1, such as 0.999
     * @throws IllegalStateException when there are no answers
     */
    public long quantile(double share) {
        // Rounding must not make the last of a thousand of 99.9 %.
        long rank = Math.max(1, (long) Math.ceil(share * count() - 1e-9));
        long seen = 0;
        for (int i = 0; i < ns.size(); i++) {
            seen += counts.get(i);
            if (seen >= rank) {
                return ns.get(i);
            }
        }
        throw new IllegalStateException("no answer, no quantile");
    }
}
