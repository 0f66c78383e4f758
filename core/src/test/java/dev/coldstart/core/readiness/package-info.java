/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.readiness;

import org.jspecify.annotations.NullMarked;
