/** Builds an app's forms with the toolchains that the caller has, and keeps what the builds said. */
@NullMarked
package dev.coldstart.cli.build;

import org.jspecify.annotations.NullMarked;
