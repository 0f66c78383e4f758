/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.render.markdown;

import org.jspecify.annotations.NullMarked;
