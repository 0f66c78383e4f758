/** {@code coldstart.yml}: read, checked, and turned into what the domain understands. */
@NullMarked
package dev.coldstart.cli.config;

import org.jspecify.annotations.NullMarked;
