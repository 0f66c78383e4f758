package dev.coldstart.service.dashboard.view;

/** One comparison in a list. */
public record ComparisonRow(
        String address,
        String repository,
        String app,
        String appAddress,
        String cause,
        String revision,
        Chip chip,
        Moment when,
        String note) {}
