/** What a report gives to a pull request's comment. */
@NullMarked
package dev.coldstart.core.render.comment;

import org.jspecify.annotations.NullMarked;
