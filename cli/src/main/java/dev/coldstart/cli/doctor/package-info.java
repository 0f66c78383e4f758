/** What this machine can and can't measure, and why. */
@NullMarked
package dev.coldstart.cli.doctor;

import org.jspecify.annotations.NullMarked;
