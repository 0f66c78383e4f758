/** What studies see of a form: results as they come from the prober, and what follows from them. */
@NullMarked
package dev.coldstart.core.study;

import org.jspecify.annotations.NullMarked;
