/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.sample;

import org.jspecify.annotations.NullMarked;
