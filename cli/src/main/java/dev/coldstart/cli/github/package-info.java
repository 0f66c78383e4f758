/**
 * What {@code action.yml} calls: from a workflow's event to a measurement, and from a report to comment, check run,
 * annotations, summary and outputs. No measurement is lost to anything that GitHub refuses.
 */
@NullMarked
package dev.coldstart.cli.github;

import org.jspecify.annotations.NullMarked;
