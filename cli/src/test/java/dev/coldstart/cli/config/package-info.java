@NullMarked
package dev.coldstart.cli.config;

import org.jspecify.annotations.NullMarked;
