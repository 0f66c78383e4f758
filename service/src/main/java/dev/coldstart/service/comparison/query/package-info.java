/** What is asked of comparisons: lists, histories, figures of the queue, what nobody needs any more. */
@NullMarked
package dev.coldstart.service.comparison.query;

import org.jspecify.annotations.NullMarked;
