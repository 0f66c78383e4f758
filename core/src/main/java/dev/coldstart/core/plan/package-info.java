/** What is to be measured: variants, scenario, limits, policy, and the order of the starts. */
@NullMarked
package dev.coldstart.core.plan;

import org.jspecify.annotations.NullMarked;
