/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.statistics;

import org.jspecify.annotations.NullMarked;
