package dev.coldstart.service.access;

import java.util.Locale;

/** What came of checking an identity token. */
public sealed interface Identification {

    record Accepted(CiIdentity identity) implements Identification {}

    /**
     * It does not hold.
     *
     * @param detail one sentence for whoever sent it; nothing of the token but what they have to mend
     */
    record Refused(Reason reason, String detail) implements Identification {}

    /** Why a token is refused. */
    enum Reason {
        /** Longer than any issuer makes one. */
        TOO_LARGE,
        /** No JSON Web Token. */
        MALFORMED,
        /** It claims to need no signature. */
        UNSIGNED,
        /** Signed in a way that is not taken, such as with a shared secret. */
        WRONG_ALGORITHM,
        OTHER_ISSUER,
        /** The issuer publishes no such key. */
        UNKNOWN_KEY,
        BAD_SIGNATURE,
        OTHER_AUDIENCE,
        EXPIRED,
        NOT_YET_VALID,
        /** A claim that is needed is missing or no text. */
        MISSING_CLAIM,
        /** A repository that is not served here. */
        OTHER_REPOSITORY,
        /** Nothing can be said of the token: the issuer's keys can't be had. */
        KEYS_UNAVAILABLE;

        /** Stable name, for problems and logs. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
