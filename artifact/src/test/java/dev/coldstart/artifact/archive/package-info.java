@NullMarked
package dev.coldstart.artifact.archive;

import org.jspecify.annotations.NullMarked;
