package dev.coldstart.runner;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A whole HTTP answer.
 *
 * @param headers by lower-case name, values in order
 * @param body read as UTF-8
 */
record Answer(int status, Map<String, List<String>> headers, String body) {

    List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
