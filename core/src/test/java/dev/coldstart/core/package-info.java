@NullMarked
package dev.coldstart.core;

import org.jspecify.annotations.NullMarked;
