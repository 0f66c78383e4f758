@NullMarked
package dev.coldstart.cli.evidence;

import org.jspecify.annotations.NullMarked;
