/** The jar that is shipped, run as its users run it: as a process, with a real engine and programs whose start is known. */
@NullMarked
package dev.coldstart.cli.shipped;

import org.jspecify.annotations.NullMarked;
