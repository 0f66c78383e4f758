/** What the fuzz targets of all modules are run with. */
@NullMarked
package dev.coldstart.core.fuzz;

import org.jspecify.annotations.NullMarked;
