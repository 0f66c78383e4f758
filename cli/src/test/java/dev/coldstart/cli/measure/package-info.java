@NullMarked
package dev.coldstart.cli.measure;

import org.jspecify.annotations.NullMarked;
