@NullMarked
package dev.coldstart.runner.load;

import org.jspecify.annotations.NullMarked;
