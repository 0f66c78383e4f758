/** Could the switch be made yet: one measurement for each target framework, and what changed since the last ones. */
@NullMarked
package dev.coldstart.core.readiness;

import org.jspecify.annotations.NullMarked;
