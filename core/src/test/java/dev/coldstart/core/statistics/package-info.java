@NullMarked
package dev.coldstart.core.statistics;

import org.jspecify.annotations.NullMarked;
