@NullMarked
package dev.coldstart.core.report;

import org.jspecify.annotations.NullMarked;
