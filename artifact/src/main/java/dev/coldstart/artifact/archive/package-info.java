/** Published folders as one file on the wire: written reproducibly, read as if an enemy had sent them. */
@NullMarked
package dev.coldstart.artifact.archive;

import org.jspecify.annotations.NullMarked;
