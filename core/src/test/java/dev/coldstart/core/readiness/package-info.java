@NullMarked
package dev.coldstart.core.readiness;

import org.jspecify.annotations.NullMarked;
