/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.plan;

import org.jspecify.annotations.NullMarked;
