/** Running the service: its settings, what it tells of itself, and how it stops. */
@NullMarked
package dev.coldstart.service.operation;

import org.jspecify.annotations.NullMarked;
