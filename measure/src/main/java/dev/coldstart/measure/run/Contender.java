package dev.coldstart.measure.run;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.measure.engine.AppImage;
import java.util.Optional;

/**
 * A variant that can be started.
 *
 * @param nativeArchitecture what its program was compiled for; empty when it runs anywhere
 */
public record Contender(Variant variant, AppImage image, Optional<Architecture> nativeArchitecture) {

    /** The same as a scenario starts it. */
    Contender in(Scenario scenario) {
        return new Contender(variant, image.in(scenario), nativeArchitecture);
    }
}
