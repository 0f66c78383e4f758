@NullMarked
package dev.coldstart.service.operation;

import org.jspecify.annotations.NullMarked;
