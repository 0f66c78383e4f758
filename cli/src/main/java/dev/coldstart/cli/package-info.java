/** The command line. */
@NullMarked
package dev.coldstart.cli;

import org.jspecify.annotations.NullMarked;
