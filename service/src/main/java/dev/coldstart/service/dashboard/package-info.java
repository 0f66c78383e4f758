/** Pages for people: what was measured, what is being measured, and what it came to. */
@NullMarked
package dev.coldstart.service.dashboard;

import org.jspecify.annotations.NullMarked;
