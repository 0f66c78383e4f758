/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.render.html;

import org.jspecify.annotations.NullMarked;
