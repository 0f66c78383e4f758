/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core;

import org.jspecify.annotations.NullMarked;
