/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.render.json;

import org.jspecify.annotations.NullMarked;
