/** What a worker starts containers with. One interface; Docker behind it today, Kubernetes next. */
@NullMarked
package dev.coldstart.measure.engine;

import org.jspecify.annotations.NullMarked;
