/** Numbers with units, as people write them. */
@NullMarked
package dev.coldstart.core.units;

import org.jspecify.annotations.NullMarked;
