@NullMarked
package dev.coldstart.service.access;

import org.jspecify.annotations.NullMarked;
