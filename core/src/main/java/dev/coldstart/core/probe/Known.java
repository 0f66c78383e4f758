package dev.coldstart.core.probe;

import java.util.Set;

/**
 * What earlier starts of the same comparison showed of where an app is to be asked.
 *
 * @param endpoint where
 * @param ports all on which it listened then; when it listens on others and not there, its ports change from start to start.
 *     None: that is not known
 */
public record Known(Endpoint endpoint, Set<Integer> ports) {
    public Known {
        ports = Set.copyOf(ports);
    }
}
