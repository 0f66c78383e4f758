package dev.coldstart.core.bench;

import dev.coldstart.core.statistics.Power;
import dev.coldstart.core.statistics.SignedRank;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Many simulated comparisons: what the method promises, beside what it does. Called by {@code bench/simulate}. */
public final class Simulate {

    private static final int MIN_BLOCKS = 20;
    private static final int MAX_BLOCKS = 50;
    private static final int BY_WIDTH = 0;
    private static final double PRECISION = 0.05;
    /** Standard deviation of a start's logarithm, as measured on a quiet machine. */
    private static final double NOISE = 0.05;

    /** The noise of one machine, on logarithms: asked once for each start, in the order in which they are made. */
    private interface Machine extends java.util.function.DoubleSupplier {}

    private record Scenario(String name, Function<Random, Machine> machine) {}

    private static final Scenario[] SCENARIOS = {
        new Scenario("no drift", random -> () -> NOISE * random.nextGaussian()),
        new Scenario("AR(1) 0.9 drift", Simulate::drift),
        new Scenario("bursts", Simulate::bursts),
        new Scenario(
                "one of two speeds",
                random -> () -> NOISE * random.nextGaussian() + (random.nextInt(10) < 3 ? 0.7 : 0)),
        new Scenario(
                "late starts (skewed)",
                random -> () -> NOISE * random.nextGaussian() - 0.05 * Math.log(random.nextDouble())),
    };

    private Simulate() {}

    public static void main(String[] args) {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 4000;
        System.out.printf(
                Locale.ROOT, "%,d comparisons each, noise of one start %.0f %%, seeded%n%n", runs, 100 * NOISE);
        System.out.printf(
                Locale.ROOT,
                "A/A: the same form twice. False alarms (the 95 %% interval leaves out 1); coverage is what is left of 100 %%%n");
        System.out.printf(Locale.ROOT, "%-24s %14s %14s %16s%n", "", "20 blocks", "50 blocks", "20-50 by width");
        for (Scenario scenario : SCENARIOS) {
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %13.1f%% %13.1f%% %15.1f%%%n",
                    scenario.name(),
                    100 * missed(runs, scenario, MIN_BLOCKS),
                    100 * missed(runs, scenario, MAX_BLOCKS),
                    100 * missed(runs, scenario, BY_WIDTH));
        }
        System.out.printf(Locale.ROOT, "%nThe same 20 starts in the order AAA..BBB, paired by place: false alarms%n");
        for (Scenario scenario : Arrays.copyOf(SCENARIOS, 2)) {
            System.out.printf(Locale.ROOT, "%-24s %13.1f%%%n", scenario.name(), 100 * missedInOrder(runs, scenario));
        }
        System.out.printf(
                Locale.ROOT,
                "%nCoverage where the forms differ in noise as well: 200 ms with 5 %%, 20 ms with 10 %%, read to 1 ms%n");
        for (int blocks : new int[] {6, 10, 20, 30, 50}) {
            System.out.printf(Locale.ROOT, "%2d blocks %33.1f%%%n", blocks, 100 * coverage(runs, blocks));
        }
        System.out.printf(
                Locale.ROOT,
                "%nSmallest visible gain, no drift: as named (mean and 10th to 90th in 100 comparisons), and as found%n");
        for (int blocks : new int[] {6, 10, 20, 30, 50}) {
            double[] named = named(1000, blocks);
            System.out.printf(
                    Locale.ROOT,
                    "%2d blocks: named %5.2f%% (%.2f%% to %.2f%%), found %5.2f%%%n",
                    blocks,
                    100 * Arrays.stream(named).average().orElseThrow(),
                    100 * named[100],
                    100 * named[900],
                    100 * found(runs, blocks));
        }
    }

    private static Machine drift(Random random) {
        double[] state = {NOISE * random.nextGaussian() / Math.sqrt(1 - 0.81)};
        return () -> {
            state[0] = 0.9 * state[0] + NOISE * random.nextGaussian();
            return state[0];
        };
    }

    /** Now and then the machine is slower by a third for some starts on end. */
    private static Machine bursts(Random random) {
        int[] left = {0};
        return () -> {
            left[0] = left[0] > 0 ? left[0] - 1 : random.nextInt(15) == 0 ? 1 + random.nextInt(6) : 0;
            return NOISE * random.nextGaussian() + (left[0] > 0 ? 0.3 : 0);
        };
    }

    private static double missed(int runs, Scenario scenario, int blocks) {
        return share(runs, run -> {
            Random random = random(run);
            Machine machine = scenario.machine().apply(random);
            double[] all = IntStream.range(0, MAX_BLOCKS)
                    .mapToDouble(b -> pair(random, machine))
                    .toArray();
            return leavesOutZero(blocks == BY_WIDTH ? stopping(all) : SignedRank.estimate(Arrays.copyOf(all, blocks)));
        });
    }

    /** Two starts in shuffled order, and the difference of their logarithms. */
    private static double pair(Random random, Machine machine) {
        double first = machine.getAsDouble();
        double second = machine.getAsDouble();
        return random.nextBoolean() ? first - second : second - first;
    }

    private static SignedRank.Estimate stopping(double[] all) {
        int blocks = MIN_BLOCKS;
        var estimate = SignedRank.estimate(Arrays.copyOf(all, blocks));
        while (blocks < MAX_BLOCKS && estimate.halfWidth().orElseThrow() > PRECISION) {
            blocks++;
            estimate = SignedRank.estimate(Arrays.copyOf(all, blocks));
        }
        return estimate;
    }

    private static double missedInOrder(int runs, Scenario scenario) {
        return share(runs, run -> {
            Machine machine = scenario.machine().apply(random(run));
            double[] a = IntStream.range(0, MIN_BLOCKS)
                    .mapToDouble(i -> machine.getAsDouble())
                    .toArray();
            double[] differences =
                    Arrays.stream(a).map(x -> x - machine.getAsDouble()).toArray();
            return leavesOutZero(SignedRank.estimate(differences));
        });
    }

    private static double coverage(int runs, int blocks) {
        double truth = Math.log(20.0 / 200);
        return 1
                - share(runs, run -> {
                    Random random = random(run);
                    double[] ratios = IntStream.range(0, blocks)
                            .mapToDouble(b -> Math.log(Math.round(20 * Math.exp(0.10 * random.nextGaussian()))
                                    / (double) Math.round(200 * Math.exp(0.05 * random.nextGaussian()))))
                            .toArray();
                    var e = SignedRank.estimate(ratios);
                    return e.low().orElseThrow() > truth || e.high().orElseThrow() < truth ? 1 : 0;
                });
    }

    private static double[] named(int runs, int blocks) {
        return IntStream.range(0, runs)
                .mapToDouble(run -> {
                    var estimate = SignedRank.estimate(shifted(run, blocks, 0));
                    return -Math.expm1(-Power.visibleShift(estimate.halfWidth().orElseThrow(), blocks));
                })
                .sorted()
                .toArray();
    }

    /** The gain that is found in 80 of 100 comparisons, by halving. */
    private static double found(int runs, int blocks) {
        double low = 0;
        double high = 1;
        while (high - low > 1e-4) {
            double shift = (low + high) / 2;
            double share = share(runs, run -> leavesOutZero(SignedRank.estimate(shifted(run, blocks, shift))));
            if (share < 0.8) {
                low = shift;
            } else {
                high = shift;
            }
        }
        return -Math.expm1(-high);
    }

    private static double[] shifted(int run, int blocks, double shift) {
        Random random = random(run);
        return IntStream.range(0, blocks)
                .mapToDouble(b -> shift + Math.sqrt(2) * NOISE * random.nextGaussian())
                .toArray();
    }

    private static int leavesOutZero(SignedRank.Estimate e) {
        return e.low().orElseThrow() > 0 || e.high().orElseThrow() < 0 ? 1 : 0;
    }

    /** Seeds that follow one another give java.util.Random beginnings that are alike. */
    private static Random random(int run) {
        return new Random(run * 0x9E3779B97F4A7C15L);
    }

    private static double share(int runs, IntToDoubleFunction hit) {
        return IntStream.range(0, runs).mapToDouble(hit).sum() / runs;
    }
}
