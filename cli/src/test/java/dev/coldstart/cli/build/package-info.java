@NullMarked
package dev.coldstart.cli.build;

import org.jspecify.annotations.NullMarked;
