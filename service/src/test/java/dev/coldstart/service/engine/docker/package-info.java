@NullMarked
package dev.coldstart.service.engine.docker;

import org.jspecify.annotations.NullMarked;
