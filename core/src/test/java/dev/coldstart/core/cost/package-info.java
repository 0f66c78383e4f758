/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.cost;

import org.jspecify.annotations.NullMarked;
