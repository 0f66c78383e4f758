/** The commands, one class each: options in, one call, exit code out. */
@NullMarked
package dev.coldstart.cli.command;

import org.jspecify.annotations.NullMarked;
