@NullMarked
package dev.coldstart.cli.build.tool;

import org.jspecify.annotations.NullMarked;
