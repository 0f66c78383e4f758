/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.evidence;

import org.jspecify.annotations.NullMarked;
