/** Takes artifacts: streamed to a file, checked while they come, and nothing left of what is refused. */
@NullMarked
package dev.coldstart.service.upload;

import org.jspecify.annotations.NullMarked;
