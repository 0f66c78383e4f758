/** Measuring on a service: what is sent, what is followed, what is brought back. */
@NullMarked
package dev.coldstart.cli.client;

import org.jspecify.annotations.NullMarked;
