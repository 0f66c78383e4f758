/** Another program's run: how it is called, what it printed, what is made of that. */
@NullMarked
package dev.coldstart.cli.build.tool;

import org.jspecify.annotations.NullMarked;
