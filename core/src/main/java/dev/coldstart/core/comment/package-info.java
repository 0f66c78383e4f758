/** A pull request's comment, put together from what each architecture's report gives to it. */
@NullMarked
package dev.coldstart.core.comment;

import org.jspecify.annotations.NullMarked;
