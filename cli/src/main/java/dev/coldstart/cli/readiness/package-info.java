/** A readiness run as files: written below one folder, and read again as what a later one compares with. */
@NullMarked
package dev.coldstart.cli.readiness;

import org.jspecify.annotations.NullMarked;
