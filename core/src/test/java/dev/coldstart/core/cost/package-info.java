@NullMarked
package dev.coldstart.core.cost;

import org.jspecify.annotations.NullMarked;
