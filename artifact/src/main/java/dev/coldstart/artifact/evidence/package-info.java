/** Evidence packs as files: written the same on a laptop and on a service. */
@NullMarked
package dev.coldstart.artifact.evidence;

import org.jspecify.annotations.NullMarked;
