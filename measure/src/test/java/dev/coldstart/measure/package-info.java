/** Tests of the module as a whole. */
@NullMarked
package dev.coldstart.measure;

import org.jspecify.annotations.NullMarked;
