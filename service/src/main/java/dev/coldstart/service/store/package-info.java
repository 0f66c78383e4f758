/** What the service keeps: one data folder with a lock, a database behind one door, artifacts as files. */
@NullMarked
package dev.coldstart.service.store;

import org.jspecify.annotations.NullMarked;
