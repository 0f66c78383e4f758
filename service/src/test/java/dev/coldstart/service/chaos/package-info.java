/** A service, workers and clients while what they need fails one after another: {@code bench/chaos}. */
@NullMarked
package dev.coldstart.service.chaos;

import org.jspecify.annotations.NullMarked;
