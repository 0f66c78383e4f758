package dev.coldstart.core.sample;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.coldstart.core.plan.Kind;

/**
 * The parts of a good start, in nanoseconds of the monotonic clock. Each scenario has its own; what they have in common is
 * all that a comparison needs.
 *
 * <p>In JSON each but the HTTP service's says its {@code kind}, as the scenario does.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = Kind.NAME,
        visible = true,
        defaultImpl = HttpPhases.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = FunctionPhases.class, name = FunctionPhases.KIND),
    @JsonSubTypes.Type(value = ProgramPhases.class, name = ProgramPhases.KIND)
})
public sealed interface Phases permits HttpPhases, FunctionPhases, ProgramPhases {

    /** From the opening of the gate until the app's own program was seen to run in place of the gate. */
    long execNs();

    /** From the opening of the gate to the first good answer, or to the end of a program: the figure that is compared. */
    long firstNs();

    /** From the opening of the gate to the end of everything that is timed. */
    long endNs();
}
