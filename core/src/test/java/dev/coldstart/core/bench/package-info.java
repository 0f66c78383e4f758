/** Run by hand through {@code bench/}; no test. */
@NullMarked
package dev.coldstart.core.bench;

import org.jspecify.annotations.NullMarked;
