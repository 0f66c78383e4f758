/** Escaping and column widths: strings that nobody trusts, made harmless for a medium. */
@NullMarked
package dev.coldstart.core.text;

import org.jspecify.annotations.NullMarked;
