@NullMarked
package dev.coldstart.cli.init;

import org.jspecify.annotations.NullMarked;
