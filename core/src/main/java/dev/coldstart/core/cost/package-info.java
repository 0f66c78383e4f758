/** What starts, durations and memory come to in money: numbers in, numbers out; knows nothing of samples. */
@NullMarked
package dev.coldstart.core.cost;

import org.jspecify.annotations.NullMarked;
