@NullMarked
package dev.coldstart.service.store;

import org.jspecify.annotations.NullMarked;
