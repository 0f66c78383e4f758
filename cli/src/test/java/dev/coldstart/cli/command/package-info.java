@NullMarked
package dev.coldstart.cli.command;

import org.jspecify.annotations.NullMarked;
