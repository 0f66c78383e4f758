@NullMarked
package dev.coldstart.service.api;

import org.jspecify.annotations.NullMarked;
