/** Words for values: numbers, changes, failures, names. */
@NullMarked
package dev.coldstart.core.wording;

import org.jspecify.annotations.NullMarked;
