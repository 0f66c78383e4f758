/** Whether every form answers as the baseline's does: answers in, differences out. */
@NullMarked
package dev.coldstart.core.behaviour;

import org.jspecify.annotations.NullMarked;
