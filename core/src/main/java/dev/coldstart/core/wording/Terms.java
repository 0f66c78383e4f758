package dev.coldstart.core.wording;

import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.Scenario;

/** What is said of an app by its shape: a service starts and answers, a program runs and prints. */
public enum Terms {
    SERVICE,
    PROGRAM;

    public static Terms of(Scenario scenario) {
        return switch (scenario) {
            case HttpScenario http -> SERVICE;
            case FunctionScenario function -> SERVICE;
            case ProgramScenario program -> PROGRAM;
        };
    }

    /** A metric's title. */
    public String title(Metric metric) {
        if (this == SERVICE) {
            return metric.title();
        }
        return switch (metric) {
            case FIRST_RESPONSE -> "Run time";
            case CPU_TO_FIRST_RESPONSE -> "CPU time";
            case PEAK_RSS -> "Maximum memory (RSS)";
            default -> metric.title();
        };
    }

    /** What stands for an app's memory: at rest, which a program that ends never is, or at its most. */
    public Metric memory() {
        return this == SERVICE ? Metric.IDLE_RSS : Metric.PEAK_RSS;
    }

    /** The same in the middle of a sentence. */
    public String inSentence(Metric metric) {
        String title = title(metric);
        return title.startsWith("CPU")
                ? title
                : title.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + title.substring(1);
    }

    /** What is compared: {@code first response}. */
    public String compared() {
        return inSentence(Metric.FIRST_RESPONSE);
    }

    /** {@code aot answers first after} 19 ms. */
    public String isDoneAfter() {
        return this == SERVICE ? "answers first after" : "ends after";
    }

    /** {@code aot would answer first after} 19 ms. */
    public String wouldBeDoneAfter() {
        return this == SERVICE ? "would answer first after" : "would end after";
    }

    /** {@code it starts in} 19 ms. */
    public String doesItIn() {
        return this == SERVICE ? "it starts in" : "it runs in";
    }

    /** {@code starts} slower. */
    public String does() {
        return this == SERVICE ? "starts" : "runs";
    }

    /** Less {@code CPU time to start}. */
    public String cpuTime() {
        return this == SERVICE ? "CPU time to start" : "CPU time";
    }

    /** {@code answers} otherwise. */
    public String tells() {
        return this == SERVICE ? "answers" : "prints";
    }

    /** {@code answers 1 of 2 requests otherwise than jit}. */
    public String otherwise(int unequal, int compared, String against) {
        return this == SERVICE
                ? "answers " + unequal + " of " + Format.count(compared, "request") + " otherwise than " + against
                : "prints otherwise than " + against;
    }
}
