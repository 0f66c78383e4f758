/** What build warnings and failures mean, and what usually helps: a data file, and how it is matched. */
@NullMarked
package dev.coldstart.core.diagnosis;

import org.jspecify.annotations.NullMarked;
