@NullMarked
package dev.coldstart.core.estimate;

import org.jspecify.annotations.NullMarked;
