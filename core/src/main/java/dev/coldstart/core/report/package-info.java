/** What people read: the report and its renderings. */
@NullMarked
package dev.coldstart.core.report;

import org.jspecify.annotations.NullMarked;
