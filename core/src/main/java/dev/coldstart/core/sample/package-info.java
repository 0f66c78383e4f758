/** What was seen: one record per start, and all of a comparison together. */
@NullMarked
package dev.coldstart.core.sample;

import org.jspecify.annotations.NullMarked;
