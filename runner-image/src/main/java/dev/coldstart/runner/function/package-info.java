/** AWS Lambda's Runtime API, as a function's client needs it, with a clock beside it. */
@NullMarked
package dev.coldstart.runner.function;

import org.jspecify.annotations.NullMarked;
