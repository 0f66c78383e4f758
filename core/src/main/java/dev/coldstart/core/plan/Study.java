package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * Something beyond the cold start that is measured of every form, on starts of its own, after all cold starts: those are taken
 * the same way whether studies are asked for or not.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "study")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Study.Load.class, name = Study.LOAD),
    @JsonSubTypes.Type(value = Study.Steady.class, name = Study.STEADY),
    @JsonSubTypes.Type(value = Study.Sweep.class, name = Study.SWEEP),
    @JsonSubTypes.Type(value = Study.LeastMemory.class, name = Study.LEAST_MEMORY)
})
public sealed interface Study {

    String LOAD = "load";
    String STEADY = "steady";
    String SWEEP = "sweep";
    String LEAST_MEMORY = "least-memory";

    /** Six is the least from which a distribution-free 95 % interval can be had. */
    int DEFAULT_BLOCKS = 6;

    int MAX_BLOCKS = 1000;

    /** The word by which it is found everywhere. */
    String id();

    /** How many blocks: each form once in each, in an order shuffled anew. */
    int blocks();

    /** What one form takes of one block beside its starts, at the least. */
    Duration perRun();

    /** What it takes beside its start at the most. */
    Duration longestRun();

    /** The same, with the values of headers that look like secrets by their names replaced. */
    Study withoutSecrets();

    /**
     * Requests sent at a steady rate, whether the earlier ones have been answered or not (an open loop).
     *
     * @param rate requests a second
     * @param length for how long
     * @param requests the mix; none: the scenario's own request
     * @param seed of the order of the mix
     */
    record Load(double rate, Duration length, int blocks, List<WeightedRequest> requests, long seed) implements Study {

        public static final double DEFAULT_RATE = 100;
        public static final Duration DEFAULT_LENGTH = Duration.ofSeconds(20);
        public static final double MAX_RATE = 50_000;

        /** How long the last answers, and the last place for a request, are waited for. */
        private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

        public Load {
            if (!(rate >= 1 && rate <= MAX_RATE)) {
                throw new IllegalArgumentException(
                        "a rate is between 1 and " + (long) MAX_RATE + " requests a second, not " + rate);
            }
            Bounds.between("the length of a load", length, MIN_LENGTH, MAX_LENGTH);
            checkBlocks(blocks);
            requests = WeightedRequest.checked(requests);
        }

        @Override
        public String id() {
            return LOAD;
        }

        @Override
        public Duration longestRun() {
            return length.plus(LAST_ANSWERS);
        }

        @Override
        public Duration perRun() {
            return length;
        }

        @Override
        public Load withoutSecrets() {
            return new Load(rate, length, blocks, WeightedRequest.withoutSecrets(requests), seed);
        }
    }

    /**
     * As many requests as the app can answer with so many under way at once (a closed loop), from the first answer on until
     * the app is warm, and then for so long.
     *
     * @param concurrency requests under way
     * @param warmUp the limit of the warm-up, which ends sooner where the trend is flat
     * @param length for how long it is measured once warm
     * @param requests the mix; none: the scenario's own request
     * @param seed of the order of the mix
     */
    record Steady(
            int concurrency, Duration warmUp, Duration length, int blocks, List<WeightedRequest> requests, long seed)
            implements Study {

        public static final int DEFAULT_CONCURRENCY = 8;
        public static final Duration DEFAULT_WARM_UP = Duration.ofSeconds(60);
        public static final Duration DEFAULT_LENGTH = Duration.ofSeconds(5);
        public static final int MAX_CONCURRENCY = 256;

        /** What a warm-up takes as a rule, which a plan's length is reckoned with. */
        private static final Duration USUAL_WARM_UP = Duration.ofSeconds(12);

        public Steady {
            if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
                throw new IllegalArgumentException(
                        "between 1 and " + MAX_CONCURRENCY + " requests are under way at once, not " + concurrency);
            }
            Bounds.between("the warm-up's limit", warmUp, MIN_LENGTH, MAX_LENGTH);
            Bounds.between("the length of a steady state", length, MIN_LENGTH, MAX_LENGTH);
            checkBlocks(blocks);
            requests = WeightedRequest.checked(requests);
        }

        @Override
        public String id() {
            return STEADY;
        }

        @Override
        public Duration longestRun() {
            return warmUp.plus(length);
        }

        @Override
        public Duration perRun() {
            return length.plus(warmUp.compareTo(USUAL_WARM_UP) < 0 ? warmUp : USUAL_WARM_UP);
        }

        @Override
        public Steady withoutSecrets() {
            return new Steady(concurrency, warmUp, length, blocks, WeightedRequest.withoutSecrets(requests), seed);
        }
    }

    /**
     * The same comparison of cold starts at several sizes of the machine, size and form interleaved.
     *
     * @param sizes from small to large as they are to be shown
     */
    record Sweep(List<Size> sizes, int blocks) implements Study {

        public static final int MAX_SIZES = 20;

        public Sweep {
            sizes = List.copyOf(sizes);
            if (sizes.isEmpty()) {
                throw new IllegalArgumentException("a sweep has at least one size");
            }
            Bounds.count("sizes of a sweep", sizes.size(), MAX_SIZES);
            if (new HashSet<>(sizes).size() < sizes.size()) {
                throw new IllegalArgumentException("a sweep has each size once: " + sizes);
            }
            checkBlocks(blocks);
        }

        @Override
        public String id() {
            return SWEEP;
        }

        @Override
        public Duration longestRun() {
            return Duration.ZERO;
        }

        @Override
        public Duration perRun() {
            return Duration.ZERO;
        }

        @Override
        public Sweep withoutSecrets() {
            return this;
        }
    }

    /**
     * The smallest memory limit in which each form still starts, found by halving; the limit that was found is confirmed by
     * starts, and so is the next below it by failures.
     *
     * @param from the smallest limit that is tried
     * @param step two limits closer than this are not told apart
     * @param blocks by how many starts, and how many failures, what was found is confirmed
     */
    record LeastMemory(long from, long step, int blocks) implements Study {

        /** What an engine gives at the least. */
        public static final long DEFAULT_FROM = 6L << 20;

        public static final long DEFAULT_STEP = 1L << 20;
        public static final int DEFAULT_CONFIRMATIONS = 10;

        public LeastMemory {
            if (from < DEFAULT_FROM || from > Bounds.MAX_MEMORY_BYTES) {
                throw new IllegalArgumentException("an engine gives no container less than 6 MiB of memory: " + from);
            }
            if (step < 1L << 18 || step > 1L << 40) {
                throw new IllegalArgumentException("a step of memory is at least 256 KiB: " + step);
            }
            checkBlocks(blocks);
        }

        @Override
        public String id() {
            return LEAST_MEMORY;
        }

        @Override
        public Duration longestRun() {
            return Duration.ZERO;
        }

        @Override
        public Duration perRun() {
            return Duration.ZERO;
        }

        @Override
        public LeastMemory withoutSecrets() {
            return this;
        }
    }

    /** Shorter than this no rate can be told. */
    Duration MIN_LENGTH = Duration.ofSeconds(1);

    Duration MAX_LENGTH = Duration.ofHours(1);

    private static void checkBlocks(int blocks) {
        if (blocks < 1 || blocks > MAX_BLOCKS) {
            throw new IllegalArgumentException("a study has between 1 and " + MAX_BLOCKS + " blocks, not " + blocks);
        }
    }
}
