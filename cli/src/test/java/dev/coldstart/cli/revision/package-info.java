@NullMarked
package dev.coldstart.cli.revision;

import org.jspecify.annotations.NullMarked;
