/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.diagnosis;

import org.jspecify.annotations.NullMarked;
