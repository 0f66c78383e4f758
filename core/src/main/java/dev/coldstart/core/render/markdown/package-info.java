/** Layout as Markdown. */
@NullMarked
package dev.coldstart.core.render.markdown;

import org.jspecify.annotations.NullMarked;
