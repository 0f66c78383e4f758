/** Published folders: what is in them, how big they are, and how the app in them is started. */
@NullMarked
package dev.coldstart.artifact.folder;

import org.jspecify.annotations.NullMarked;
