package dev.coldstart.service.access;

import java.util.Optional;

/**
 * What an identity token of a build says, checked.
 *
 * @param ref such as {@code refs/heads/main} or {@code refs/pull/12/merge}
 * @param event what started the build, such as {@code push} or {@code pull_request}
 * @param headRepository where a pull request's code comes from, if the issuer tells
 * @param actor who started it, for the audit log; not trusted for anything
 */
public record CiIdentity(
        RepositoryName repository, String ref, String event, Optional<RepositoryName> headRepository, String actor) {

    /** Whether the code is another repository's. */
    public boolean fork() {
        return headRepository.filter(head -> !head.equals(repository)).isPresent();
    }
}
