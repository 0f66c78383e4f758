/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.verdict;

import org.jspecify.annotations.NullMarked;
