/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.render;

import org.jspecify.annotations.NullMarked;
