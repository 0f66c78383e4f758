@NullMarked
package dev.coldstart.measure.engine.docker;

import org.jspecify.annotations.NullMarked;
