package dev.coldstart.service.access;

import dev.coldstart.service.store.Ids;
import dev.coldstart.service.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bearer tokens: 256 random bits, of which only the SHA-256 is kept. */
public final class Tokens implements Callers {

    /** What a token is for. */
    public enum Kind {
        REPOSITORY,
        WORKER,
        ADMIN;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** A token without what it is. */
    public record Token(
            String id,
            Kind kind,
            Optional<String> repository,
            String name,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> usedAt,
            Optional<Instant> revokedAt) {}

    private record Row(
            String id,
            String kind,
            Optional<String> repository,
            String name,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> usedAt,
            Optional<Instant> revokedAt) {
        Token token() {
            return new Token(id, Kind.of(kind), repository, name, createdAt, expiresAt, usedAt, revokedAt);
        }
    }

    private static final String PREFIX = "cst_";
    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("cst_[A-Za-z0-9_-]{43}");
    private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}/[a-z0-9._-]{1,100}");
    private static final long SECONDS_BETWEEN_NOTES = 60;

    private final Store store;
    private final Clock clock;
    private final Ids ids;
    private final AuditLog audit;
    private final String actor;
    private final SecureRandom random = new SecureRandom();

    public Tokens(Store store, Clock clock) {
        this(store, clock, "the operator");
    }

    /** @param actor who makes and revokes tokens with this, for the audit log */
    public Tokens(Store store, Clock clock, String actor) {
        this.audit = new AuditLog(store, clock);
        this.actor = actor;
        this.store = store;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /** Whether a text has the shape of one of ours. */
    public static boolean looksLikeOne(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** A repository's name as it is kept: {@code owner/name}, lower case; empty when it is none. */
    public static Optional<String> repositoryName(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(name -> REPOSITORY.matcher(name).matches());
    }

    /**
     * Makes one.
     *
     * @param repository as {@link #repositoryName} gives it
     * @return the token itself, which is shown this once
     */
    public String create(Kind kind, Optional<String> repository, String name, Optional<Instant> expires) {
        if ((kind == Kind.REPOSITORY) != repository.isPresent()) {
            throw new IllegalArgumentException("a repository's token names it, and no other does");
        }
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String id = ids.next();
        store.change(handle -> {
            repository.ifPresent(r -> handle.createUpdate(
                            "insert into repository (name, created_at) values (:name, :at) on conflict do nothing")
                    .bind("name", r)
                    .bind("at", clock.instant())
                    .execute());
            handle.createUpdate("insert into token (id, hash, kind, repository, name, created_at, expires_at)"
                            + " values (:id, :hash, :kind, :repository, :name, :at, :expires)")
                    .bind("id", id)
                    .bind("hash", hash(token))
                    .bind("kind", kind.id())
                    .bind("repository", repository)
                    .bind("name", name)
                    .bind("at", clock.instant())
                    .bind("expires", expires)
                    .execute();
            audit.note(handle, new AuditLog.Note(actor, "token.create", repository, id, kind.id() + " " + name));
        });
        return token;
    }

    /** All of them, the oldest first. */
    public List<Token> list() {
        List<Row> rows = store.read(handle -> handle.createQuery("select * from token order by id")
                .mapTo(Row.class)
                .list());
        return rows.stream().map(Row::token).toList();
    }

    /** Makes it worthless from now on; whether there was one that was worth something. */
    public boolean revoke(String id) {
        return store.write(handle -> {
            boolean revoked =
                    handle.createUpdate("update token set revoked_at = :at where id = :id and revoked_at is null")
                                    .bind("at", clock.instant())
                                    .bind("id", id)
                                    .execute()
                            > 0;
            if (revoked) {
                Row row = handle.createQuery("select * from token where id = :id")
                        .bind("id", id)
                        .mapTo(Row.class)
                        .one();
                audit.note(
                        handle,
                        new AuditLog.Note(actor, "token.revoke", row.repository(), id, row.kind() + " " + row.name()));
            }
            return revoked;
        });
    }

    @Override
    public Caller identify(String bearerToken) throws UnknownCallerException {
        if (!looksLikeOne(bearerToken)) {
            throw new UnknownCallerException("malformed", "this is no token of this service's");
        }
        Optional<Row> row = store.read(handle -> handle.createQuery("select * from token where hash = :hash")
                .bind("hash", hash(bearerToken))
                .mapTo(Row.class)
                .findOne());
        Instant now = clock.instant();
        Token token = row.orElseThrow(() -> new UnknownCallerException(
                        "unknown", "there is no such token: have one made with coldstart token create"))
                .token();
        if (token.revokedAt().isPresent()) {
            throw new UnknownCallerException(
                    "revoked", "the token was revoked: have another made with coldstart token create");
        }
        if (token.expiresAt().filter(until -> !now.isBefore(until)).isPresent()) {
            throw new UnknownCallerException(
                    "expired", "the token has expired: have another made with coldstart token create");
        }
        noteUse(token, now);
        return switch (token.kind()) {
            case REPOSITORY -> {
                String repository = token.repository().orElseThrow();
                yield new Caller.OfRepository(repository, false, "token " + token.name() + " of " + repository);
            }
            case WORKER -> new Caller.OfWorker(token.id(), "worker token " + token.name());
            case ADMIN -> new Caller.OfAdmin("admin token " + token.name());
        };
    }

    /** Not at every request: each would have to wait for the disk. */
    private void noteUse(Token token, Instant now) {
        boolean recent = token.usedAt()
                .filter(at -> at.plusSeconds(SECONDS_BETWEEN_NOTES).isAfter(now))
                .isPresent();
        if (!recent) {
            store.change(handle -> handle.createUpdate("update token set used_at = :at where id = :id")
                    .bind("at", now)
                    .bind("id", token.id())
                    .execute());
        }
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
