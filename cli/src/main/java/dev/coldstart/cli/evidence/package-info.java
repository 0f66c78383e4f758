/** The evidence pack as a file: written after a measurement, read with limits. */
@NullMarked
package dev.coldstart.cli.evidence;

import org.jspecify.annotations.NullMarked;
