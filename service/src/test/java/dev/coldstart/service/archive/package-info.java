@NullMarked
package dev.coldstart.service.archive;

import org.jspecify.annotations.NullMarked;
