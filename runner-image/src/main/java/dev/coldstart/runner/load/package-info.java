/** The load generator: requests on connections that stay, at a steady rate or as many as are answered, and how long each took. */
@NullMarked
package dev.coldstart.runner.load;

import org.jspecify.annotations.NullMarked;
