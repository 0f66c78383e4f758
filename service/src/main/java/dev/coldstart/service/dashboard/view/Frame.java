package dev.coldstart.service.dashboard.view;

import java.util.List;

/**
 * What is around every page.
 *
 * @param section the part of the navigation that it belongs to; empty: none
 * @param visitor who has signed in; empty: nobody
 * @param admin whether they run the service
 * @param csrf what every form sends back; empty where nobody has signed in
 * @param style address of the style sheet
 * @param scripts addresses
 */
public record Frame(
        String title, String section, String visitor, boolean admin, String csrf, String style, List<String> scripts) {

    public Frame {
        scripts = List.copyOf(scripts);
    }
}
