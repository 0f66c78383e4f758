/** Native stack traces back to files and lines, by the debug symbols of the same build. */
@NullMarked
package dev.coldstart.cli.symbols;

import org.jspecify.annotations.NullMarked;
