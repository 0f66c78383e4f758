/** What a team asks of a change to ahead-of-time compilation, as it stands in its policy file. Data only; judged in {@code core.assessment}. */
@NullMarked
package dev.coldstart.core.policy;

import org.jspecify.annotations.NullMarked;
