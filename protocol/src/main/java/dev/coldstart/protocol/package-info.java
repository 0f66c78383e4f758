/** What a service, its workers and its callers say to each other. */
@NullMarked
package dev.coldstart.protocol;

import org.jspecify.annotations.NullMarked;
