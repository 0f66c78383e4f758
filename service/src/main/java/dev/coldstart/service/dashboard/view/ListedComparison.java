package dev.coldstart.service.dashboard.view;

/** One comparison in a list. */
public record ListedComparison(
        String address,
        String repository,
        String app,
        String appAddress,
        String cause,
        String revision,
        Chip chip,
        TimeAgo when,
        String note) {}
