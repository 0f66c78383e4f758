@NullMarked
package dev.coldstart.service.dashboard;

import org.jspecify.annotations.NullMarked;
