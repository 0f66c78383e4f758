package dev.coldstart.service.access;

import java.util.Optional;

/** Who sends a request, as far as it was proven. */
public sealed interface Caller {

    /** For the audit log, such as {@code token ci of acme/users}. */
    String description();

    /** The repository that it speaks for. */
    default Optional<String> repository() {
        return Optional.empty();
    }

    /** Somebody who showed nothing. */
    record Anonymous() implements Caller {
        @Override
        public String description() {
            return "anonymous";
        }
    }

    /**
     * A repository's build.
     *
     * @param name {@code owner/name}, lower case
     * @param fork whether the code is another repository's, known by who signed; otherwise as the request says
     */
    record OfRepository(String name, boolean fork, String description) implements Caller {
        @Override
        public Optional<String> repository() {
            return Optional.of(name);
        }
    }

    /**
     * A worker process.
     *
     * @param token the id of the token that it came with
     */
    record OfWorker(String token, String description) implements Caller {}

    /** Somebody who runs the service. */
    record OfAdmin(String description) implements Caller {}
}
