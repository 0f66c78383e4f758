@NullMarked
package dev.coldstart.core.plan;

import org.jspecify.annotations.NullMarked;
