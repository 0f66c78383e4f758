/** Numbers in, numbers out: signed-rank estimate, median interval, outliers. */
@NullMarked
package dev.coldstart.core.statistics;

import org.jspecify.annotations.NullMarked;
