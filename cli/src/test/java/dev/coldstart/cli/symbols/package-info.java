@NullMarked
package dev.coldstart.cli.symbols;

import org.jspecify.annotations.NullMarked;
