/** What a person at a terminal sees while it works. */
@NullMarked
package dev.coldstart.cli.console;

import org.jspecify.annotations.NullMarked;
