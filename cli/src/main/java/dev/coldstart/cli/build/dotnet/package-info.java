/** How .NET apps are built, and what their projects and packages say. */
@NullMarked
package dev.coldstart.cli.build.dotnet;

import org.jspecify.annotations.NullMarked;
