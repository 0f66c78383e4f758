package dev.coldstart.service.access;

import java.net.URI;

/**
 * Whose identity tokens are taken, and for whom.
 *
 * @param issuer as it stands in the tokens, such as {@code https://token.actions.githubusercontent.com}
 * @param keySet where the issuer publishes its keys; https, or plain http on this machine
 * @param audience what a token has to be made out to: this service's own name, so that a token for another can't be used here
 * @param repositories who may come
 */
public record OidcSettings(String issuer, URI keySet, String audience, RepositoryFilter repositories) {

    /** GitHub's own issuer. */
    public static final String GITHUB = "https://token.actions.githubusercontent.com";

    public static final URI GITHUB_KEYS = URI.create(GITHUB + "/.well-known/jwks");

    public OidcSettings {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("an issuer and an audience are needed");
        }
        if (!isSafe(keySet)) {
            throw new IllegalArgumentException(
                    "'" + keySet + "' is no address that keys can be trusted from: write https://…");
        }
    }

    private static boolean isSafe(URI address) {
        String host = address.getHost();
        boolean here = "127.0.0.1".equals(host) || "[::1]".equals(host) || "localhost".equals(host);
        return host != null && ("https".equals(address.getScheme()) || (here && "http".equals(address.getScheme())));
    }
}
