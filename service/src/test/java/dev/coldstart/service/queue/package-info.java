@NullMarked
package dev.coldstart.service.queue;

import org.jspecify.annotations.NullMarked;
