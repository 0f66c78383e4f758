/** The revision that a change is held against, as files beside the working copy. */
@NullMarked
package dev.coldstart.cli.revision;

import org.jspecify.annotations.NullMarked;
