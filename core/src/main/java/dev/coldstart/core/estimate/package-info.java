/** From samples to figures with intervals, and from figures to decisions. */
@NullMarked
package dev.coldstart.core.estimate;

import org.jspecify.annotations.NullMarked;
