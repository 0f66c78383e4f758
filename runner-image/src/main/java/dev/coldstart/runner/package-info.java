/** The prober: times starts inside the runner container. */
@NullMarked
package dev.coldstart.runner;

import org.jspecify.annotations.NullMarked;
