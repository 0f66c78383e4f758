/** Comparisons from being asked for to their end: one state machine, fair choice, leases, what is kept of each. */
@NullMarked
package dev.coldstart.service.queue;

import org.jspecify.annotations.NullMarked;
