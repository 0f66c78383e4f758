package dev.coldstart.service.dashboard;

import java.util.Locale;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A small picture for a README: what an app's latest report says.
 *
 * @param value not trusted
 * @param tone as of a {@link dev.coldstart.service.dashboard.view.Chip}
 */
record Badge(String value, String tone) {

    private static final String LABEL = "cold start";
    private static final double LETTER = 6.6;
    private static final int MAX_LENGTH = 48;

    String svg() {
        String shown = value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH - 1) + "…";
        int left = width(LABEL);
        int right = width(shown);
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%4$s: %5$s">
                <title>%4$s: %5$s</title>
                <clipPath id="r"><rect width="%1$d" height="20" rx="3"/></clipPath>
                <g clip-path="url(#r)"><rect width="%2$d" height="20" fill="#3b3f45"/>\
                <rect x="%2$d" width="%3$d" height="20" fill="%6$s"/></g>
                <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
                <text x="%7$.1f" y="14">%4$s</text><text x="%8$.1f" y="14">%5$s</text></g>
                </svg>
                """,
                left + right,
                left,
                right,
                LABEL,
                escaped(shown),
                color(),
                left / 2.0,
                left + right / 2.0);
    }

    private static int width(String text) {
        return (int) Math.round(text.codePointCount(0, text.length()) * LETTER) + 12;
    }

    private String color() {
        return switch (tone) {
            case "good" -> "#12694a";
            case "bad" -> "#a33a12";
            case "busy" -> "#0b5a94";
            default -> "#5d6167";
        };
    }

    private static String escaped(String text) {
        return StringEscapeUtils.escapeXml10(text);
    }
}
