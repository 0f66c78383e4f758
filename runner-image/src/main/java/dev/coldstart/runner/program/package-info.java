/** A program that runs and ends: its pipes, what it prints, how it ended, and what is said of that. */
@NullMarked
package dev.coldstart.runner.program;

import org.jspecify.annotations.NullMarked;
