package dev.coldstart.service.dashboard.view;

/** Something that can't be shown. */
public record ProblemPage(Frame frame, String title, String detail, boolean signIn, String next) {}
