/** Layout as an HTML page, with its charts. */
@NullMarked
package dev.coldstart.core.render.html;

import org.jspecify.annotations.NullMarked;
