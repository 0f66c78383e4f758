package dev.coldstart.service.dashboard.view;

/**
 * A time.
 *
 * @param iso for machines
 * @param ago for people, such as {@code 3 h ago}
 */
public record TimeAgo(String iso, String ago) {}
