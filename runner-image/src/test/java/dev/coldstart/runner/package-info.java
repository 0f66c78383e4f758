@NullMarked
package dev.coldstart.runner;

import org.jspecify.annotations.NullMarked;
