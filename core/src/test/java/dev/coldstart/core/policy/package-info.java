/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.policy;

import org.jspecify.annotations.NullMarked;
