/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.presentation;

import org.jspecify.annotations.NullMarked;
