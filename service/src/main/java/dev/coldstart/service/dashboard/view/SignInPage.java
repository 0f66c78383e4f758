package dev.coldstart.service.dashboard.view;

/**
 * Where a token is given.
 *
 * @param next where to go then
 * @param problem what was wrong with the last; empty: nothing
 */
public record SignInPage(Frame frame, String next, String problem) {}
