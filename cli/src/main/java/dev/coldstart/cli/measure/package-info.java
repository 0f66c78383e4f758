/** From built folders to a report on disk. */
@NullMarked
package dev.coldstart.cli.measure;

import org.jspecify.annotations.NullMarked;
