/** The file that keeps what was seen: written line by line, read with limits. */
@NullMarked
package dev.coldstart.core.sample.file;

import org.jspecify.annotations.NullMarked;
