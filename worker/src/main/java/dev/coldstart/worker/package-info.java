/** What a worker process and the service say to each other over HTTP, and the worker's half of it. */
@NullMarked
package dev.coldstart.worker;

import org.jspecify.annotations.NullMarked;
