@NullMarked
package dev.coldstart.core.diagnosis;

import org.jspecify.annotations.NullMarked;
