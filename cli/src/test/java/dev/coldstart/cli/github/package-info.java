/** What coldstart says to GitHub, and a GitHub of the tests to say it to. */
@NullMarked
package dev.coldstart.cli.github;

import org.jspecify.annotations.NullMarked;
