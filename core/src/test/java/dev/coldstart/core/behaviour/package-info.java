@NullMarked
package dev.coldstart.core.behaviour;

import org.jspecify.annotations.NullMarked;
