@NullMarked
package dev.coldstart.service.artifact;

import org.jspecify.annotations.NullMarked;
