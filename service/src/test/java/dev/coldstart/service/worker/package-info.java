@NullMarked
package dev.coldstart.service.worker;

import org.jspecify.annotations.NullMarked;
