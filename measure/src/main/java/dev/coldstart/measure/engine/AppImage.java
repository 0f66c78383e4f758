package dev.coldstart.measure.engine;

import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.Scenario;
import java.util.List;

/**
 * An app as the engine can start it.
 *
 * @param reference what the engine knows it by
 * @param sizeBytes the files of base and app together, unpacked, the same on every engine
 * @param command the app's own command line
 * @param streams who has its standard streams
 */
public record AppImage(String reference, long sizeBytes, List<String> command, Streams streams) {

    /** Who has an app's standard streams. */
    public enum Streams {
        /** The engine keeps what it prints, and gives it nothing to read. */
        ENGINE,
        /** The prober reads what it prints. */
        PROBER_READS,
        /** The prober reads what it prints, and gives it something to read. */
        PROBER_READS_AND_WRITES
    }

    public AppImage {
        command = List.copyOf(command);
    }

    /** One that nothing is known of but how it is started. */
    public AppImage(String reference, long sizeBytes, List<String> command) {
        this(reference, sizeBytes, command, Streams.ENGINE);
    }

    /** The same as a scenario starts it. */
    public AppImage in(Scenario scenario) {
        return new AppImage(reference, sizeBytes, scenario.command(command), streams(scenario));
    }

    private static Streams streams(Scenario scenario) {
        return switch (scenario) {
            case HttpScenario http -> Streams.ENGINE;
            case FunctionScenario function -> Streams.ENGINE;
            case ProgramScenario program ->
                program.input().isPresent() ? Streams.PROBER_READS_AND_WRITES : Streams.PROBER_READS;
        };
    }
}
