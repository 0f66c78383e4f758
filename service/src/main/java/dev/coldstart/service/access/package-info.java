/** Who calls, and what they may do. */
@NullMarked
package dev.coldstart.service.access;

import org.jspecify.annotations.NullMarked;
