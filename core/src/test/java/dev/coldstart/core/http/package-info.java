@NullMarked
package dev.coldstart.core.http;

import org.jspecify.annotations.NullMarked;
