/** The Docker Engine: images by Jib, containers by docker-java. */
@NullMarked
package dev.coldstart.measure.engine.docker;

import org.jspecify.annotations.NullMarked;
