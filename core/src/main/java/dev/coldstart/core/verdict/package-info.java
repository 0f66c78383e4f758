/** What follows from samples: the report, its answers and their reasons. */
@NullMarked
package dev.coldstart.core.verdict;

import org.jspecify.annotations.NullMarked;
