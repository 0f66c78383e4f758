@NullMarked
package dev.coldstart.core.evidence;

import org.jspecify.annotations.NullMarked;
