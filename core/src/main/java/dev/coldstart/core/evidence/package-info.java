/** The evidence pack: what is in it, and whether what is in it still holds. Knows no zip and no files. */
@NullMarked
package dev.coldstart.core.evidence;

import org.jspecify.annotations.NullMarked;
