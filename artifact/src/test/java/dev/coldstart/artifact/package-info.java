/** Tests of the module as a whole. */
@NullMarked
package dev.coldstart.artifact;

import org.jspecify.annotations.NullMarked;
