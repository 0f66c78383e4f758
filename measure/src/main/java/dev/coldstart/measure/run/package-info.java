/** Runs one comparison: blocks, order, stopping, and what to do when a variant or the engine fails. */
@NullMarked
package dev.coldstart.measure.run;

import org.jspecify.annotations.NullMarked;
