/** What differs between forms besides the compiler, and where each of them runs. */
@NullMarked
package dev.coldstart.core.fairness;

import org.jspecify.annotations.NullMarked;
