@NullMarked
package dev.coldstart.core.sample;

import org.jspecify.annotations.NullMarked;
