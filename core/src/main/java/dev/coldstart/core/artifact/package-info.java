/** What was built: published files, their sizes, build time and warnings. */
@NullMarked
package dev.coldstart.core.artifact;

import org.jspecify.annotations.NullMarked;
