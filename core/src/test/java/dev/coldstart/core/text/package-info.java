/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.text;

import org.jspecify.annotations.NullMarked;
