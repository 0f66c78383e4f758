/** Measuring a program whose start is known, and saying how far off it was. */
@NullMarked
package dev.coldstart.cli.calibrate;

import org.jspecify.annotations.NullMarked;
