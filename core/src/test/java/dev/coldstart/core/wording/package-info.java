/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.wording;

import org.jspecify.annotations.NullMarked;
