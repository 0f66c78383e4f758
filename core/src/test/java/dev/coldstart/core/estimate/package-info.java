/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.estimate;

import org.jspecify.annotations.NullMarked;
