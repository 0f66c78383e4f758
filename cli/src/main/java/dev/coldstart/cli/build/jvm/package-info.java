/** How apps for the JVM are built: layouts, AOT caches and their training, linked runtimes, native images. */
@NullMarked
package dev.coldstart.cli.build.jvm;

import org.jspecify.annotations.NullMarked;
