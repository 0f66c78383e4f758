package dev.coldstart.service.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The repositories that may sign in without a token of ours. Whoever has a repository at the issuer gets a token of it for any
 * audience they like, so a service that named none would serve the whole world: an empty filter lets nobody in.
 */
public final class RepositoryFilter {

    private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9_.-]{1,100}/(?:[A-Za-z0-9_.-]{1,100}|\\*)");

    private final Set<String> entries;

    /**
     * A filter.
     *
     * @param entries {@code owner/name}, or {@code owner/*} for all of an owner's
     * @throws IllegalArgumentException that says which entry is neither
     */
    public RepositoryFilter(List<String> entries) {
        for (String entry : entries) {
            if (!ENTRY.matcher(entry).matches()) {
                throw new IllegalArgumentException("'" + entry + "' is neither owner/name nor owner/*");
            }
        }
        this.entries = entries.stream().map(e -> e.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    boolean allows(RepositoryName repository) {
        return entries.contains(repository.value()) || entries.contains(repository.owner() + "/*");
    }
}
