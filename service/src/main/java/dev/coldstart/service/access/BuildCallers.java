package dev.coldstart.service.access;

import dev.coldstart.service.access.Identification.Accepted;
import dev.coldstart.service.access.Identification.Refused;

/** Knows callers by a token of ours or by a build's identity token, so that a repository needs no secret. */
public final class BuildCallers implements Callers {

    private final Callers tokens;
    private final OidcVerifier verifier;

    public BuildCallers(Callers tokens, OidcVerifier verifier) {
        this.tokens = tokens;
        this.verifier = verifier;
    }

    @Override
    public Caller identify(String bearerToken) throws UnknownCallerException {
        // A JSON Web Token has dots, and ours have none.
        if (bearerToken.indexOf('.') < 0) {
            return tokens.identify(bearerToken);
        }
        return switch (verifier.identify(bearerToken)) {
            case Accepted(CiIdentity build) ->
                new Caller.OfRepository(
                        build.repository().value(),
                        build.fork(),
                        "build of " + build.repository() + " (" + build.event() + " by " + build.actor() + ")");
            case Refused(Identification.Reason reason, String detail) ->
                throw new UnknownCallerException(reason.id(), detail);
        };
    }
}
