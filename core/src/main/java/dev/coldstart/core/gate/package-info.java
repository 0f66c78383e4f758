/** What follows from a team's policy and from what was measured of a form: conditions, gate, exceptions, libraries, rubric. */
@NullMarked
package dev.coldstart.core.gate;

import org.jspecify.annotations.NullMarked;
