/** Layout for a terminal. */
@NullMarked
package dev.coldstart.core.render.terminal;

import org.jspecify.annotations.NullMarked;
