@NullMarked
package dev.coldstart.artifact.folder;

import org.jspecify.annotations.NullMarked;
