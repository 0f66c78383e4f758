/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.behaviour;

import org.jspecify.annotations.NullMarked;
