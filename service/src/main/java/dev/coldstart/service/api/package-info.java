/** The service over HTTP: routes, problems, server-sent events. */
@NullMarked
package dev.coldstart.service.api;

import org.jspecify.annotations.NullMarked;
