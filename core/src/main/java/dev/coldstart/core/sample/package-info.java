/** What was seen: one record per start, and the file that keeps them. */
@NullMarked
package dev.coldstart.core.sample;

import org.jspecify.annotations.NullMarked;
