@NullMarked
package dev.coldstart.core.study;

import org.jspecify.annotations.NullMarked;
