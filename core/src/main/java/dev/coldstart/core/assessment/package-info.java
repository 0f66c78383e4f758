/** What follows from a team's policy and from what was measured of a form: conditions, checks, waivers, libraries, rubric. */
@NullMarked
package dev.coldstart.core.assessment;

import org.jspecify.annotations.NullMarked;
