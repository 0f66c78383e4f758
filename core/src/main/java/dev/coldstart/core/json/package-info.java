/** One configured JSON mapper for every file and message. */
@NullMarked
package dev.coldstart.core.json;

import org.jspecify.annotations.NullMarked;
