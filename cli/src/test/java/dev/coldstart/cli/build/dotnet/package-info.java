@NullMarked
package dev.coldstart.cli.build.dotnet;

import org.jspecify.annotations.NullMarked;
