/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.http;

import org.jspecify.annotations.NullMarked;
