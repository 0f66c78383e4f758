/** Options that several commands share. */
@NullMarked
package dev.coldstart.cli.command.option;

import org.jspecify.annotations.NullMarked;
