/** What worker and prober say to one another: one JSON object per line, commands in, events out. */
@NullMarked
package dev.coldstart.core.probe;

import org.jspecify.annotations.NullMarked;
