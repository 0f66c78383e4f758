@NullMarked
package dev.coldstart.service.upload;

import org.jspecify.annotations.NullMarked;
