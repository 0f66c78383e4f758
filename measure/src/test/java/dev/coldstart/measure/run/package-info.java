@NullMarked
package dev.coldstart.measure.run;

import org.jspecify.annotations.NullMarked;
