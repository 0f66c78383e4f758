/** What a report says, section by section, the same for every medium. */
@NullMarked
package dev.coldstart.core.presentation;

import org.jspecify.annotations.NullMarked;
