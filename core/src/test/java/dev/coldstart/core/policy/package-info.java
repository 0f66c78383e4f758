@NullMarked
package dev.coldstart.core.policy;

import org.jspecify.annotations.NullMarked;
