/** What somebody asks for, checked before it waits. */
@NullMarked
package dev.coldstart.service.submission;

import org.jspecify.annotations.NullMarked;
