package dev.coldstart.service.dashboard.view;

/**
 * Something to follow.
 *
 * @param current whether it is what is shown
 */
public record Link(String text, String address, boolean current) {}
