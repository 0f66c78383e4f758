/** Worker and engines. */
@NullMarked
package dev.coldstart.service;

import org.jspecify.annotations.NullMarked;
