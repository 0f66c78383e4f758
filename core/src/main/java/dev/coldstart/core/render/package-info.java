/** One document in every medium. */
@NullMarked
package dev.coldstart.core.render;

import org.jspecify.annotations.NullMarked;
