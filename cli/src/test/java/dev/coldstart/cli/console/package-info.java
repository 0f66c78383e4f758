@NullMarked
package dev.coldstart.cli.console;

import org.jspecify.annotations.NullMarked;
