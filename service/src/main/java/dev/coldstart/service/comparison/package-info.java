/** Comparisons from being asked for to their end: one state machine, fair choice, leases, what is kept and asked of each. */
@NullMarked
package dev.coldstart.service.comparison;

import org.jspecify.annotations.NullMarked;
