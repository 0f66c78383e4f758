/** Looks at a repository and writes its first {@code coldstart.yml}. */
@NullMarked
package dev.coldstart.cli.init;

import org.jspecify.annotations.NullMarked;
