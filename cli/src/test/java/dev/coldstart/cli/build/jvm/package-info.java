@NullMarked
package dev.coldstart.cli.build.jvm;

import org.jspecify.annotations.NullMarked;
