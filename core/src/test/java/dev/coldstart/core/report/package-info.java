/** Tests of the package of this name. */
@NullMarked
package dev.coldstart.core.report;

import org.jspecify.annotations.NullMarked;
