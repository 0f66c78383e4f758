/** What each page shows, ready to be written: the templates decide nothing but places. */
@NullMarked
package dev.coldstart.service.dashboard.view;

import org.jspecify.annotations.NullMarked;
