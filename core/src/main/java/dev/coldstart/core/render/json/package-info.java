/** The report as JSON. */
@NullMarked
package dev.coldstart.core.render.json;

import org.jspecify.annotations.NullMarked;
