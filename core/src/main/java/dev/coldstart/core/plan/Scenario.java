package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;

/**
 * A shape of app: what a start of it is, and what a good one.
 *
 * <p>In JSON each but the HTTP service says its {@code kind}, by a property of its own ({@link Kind}): plans were written
 * before there was another, and are still the same bytes.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = Kind.NAME,
        visible = true,
        defaultImpl = HttpScenario.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = FunctionScenario.class, name = FunctionScenario.KIND),
    @JsonSubTypes.Type(value = ProgramScenario.class, name = ProgramScenario.KIND)
})
public sealed interface Scenario permits HttpScenario, FunctionScenario, ProgramScenario {

    Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);

    /** How long a start may take, from the opening of the gate to its first good answer. */
    Duration deadline();

    /**
     * The longest that a start can take to its very end, with what is done after the first good answer.
     *
     * @param exchanged how many requests are made after it
     */
    Duration longest(int exchanged);

    /** The same for a prober that shares its CPU with the app. */
    Scenario onOneCpu();

    /** The machine that a start is given, with what belongs to the scenario. */
    default RunSettings on(RunSettings run) {
        return run;
    }

    /** The command line of an app, with what belongs to the scenario. */
    default List<String> command(List<String> command) {
        return command;
    }

    /** What every form has to answer alike where nothing else is said. */
    List<ParityRequest> behaviour();

    /** The same, with values replaced that look like secrets by their names. */
    Scenario withoutSecrets();
}
