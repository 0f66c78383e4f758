@NullMarked
package dev.coldstart.service.comparison;

import org.jspecify.annotations.NullMarked;
