@NullMarked
package dev.coldstart.runner.function;

import org.jspecify.annotations.NullMarked;
