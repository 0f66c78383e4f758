package dev.coldstart.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.service.access.Access.Allowed;
import dev.coldstart.service.access.Access.Decision;
import dev.coldstart.service.access.Access.Forbidden;
import dev.coldstart.service.access.Access.Hidden;
import dev.coldstart.service.access.Access.SignInFirst;
import dev.coldstart.service.access.Tokens.Kind;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens, rules and the audit log, the same on both databases. */
final class AccessTest {

    private static final String OURS = "acme/users";
    private static final String THEIRS = "acme/orders";
    private static final String OPEN = "acme/docs";

    private final SettableClock clock = new SettableClock();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aTokenOpensUntilItEnds(TestDatabase database) throws UnknownCallerException {
        try (Store store = Store.open(database.create(folder), Store.Use.SERVICE)) {
            Tokens tokens = new Tokens(store, clock);
            String lasting = tokens.create(Kind.REPOSITORY, Optional.of(OURS), "CI <b>", Optional.empty());
            String brief = tokens.create(
                    Kind.WORKER,
                    Optional.empty(),
                    "w1",
                    Optional.of(clock.instant().plusSeconds(60)));
            assertThat(tokens.identify(lasting).repository()).contains(OURS);
            assertThat(tokens.identify(brief)).isInstanceOf(Caller.OfWorker.class);

            clock.pass(Duration.ofSeconds(60));
            assertThat(problem(tokens, brief)).isEqualTo("expired");
            String id = tokens.list().stream()
                    .filter(t -> t.kind() == Kind.REPOSITORY)
                    .findFirst()
                    .orElseThrow()
                    .id();
            assertThat(tokens.revoke(id)).isTrue();
            assertThat(tokens.revoke(id)).as("a second time").isFalse();
            assertThat(problem(tokens, lasting)).isEqualTo("revoked");

            for (String wrong : List.of("", "cst_", lasting.substring(1), lasting + "0", "' or 1=1 --")) {
                assertThat(problem(tokens, wrong)).isEqualTo("malformed");
            }
            String other = lasting.substring(0, 10) + (lasting.charAt(10) == 'a' ? 'b' : 'a') + lasting.substring(11);
            assertThat(problem(tokens, other)).isEqualTo("unknown");
            String everything = store.read(handle ->
                    handle.createQuery("select * from token").mapToMap().list().toString());
            assertThat(everything).as("what is kept").doesNotContain(lasting).contains("CI <b>");
        }
    }

    private static String problem(Callers callers, String token) {
        try {
            return "none: " + callers.identify(token);
        } catch (UnknownCallerException e) {
            return e.problem();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyoneMayWhatTheTableSays(TestDatabase database) {
        try (Store store = Store.open(database.create(folder), Store.Use.SERVICE)) {
            Repositories repositories = new Repositories(store, clock, new AuditLog(store, clock));
            repositories.set(new Repositories.Settings(OPEN, true, true), "a test");
            repositories.set(new Repositories.Settings(OURS, false, false), "a test");
            Access access = new Access(repositories);
            Caller nobody = new Caller.Anonymous();
            Caller ours = new Caller.OfRepository(OURS, false, "token");
            Caller fork = new Caller.OfRepository(OURS, true, "build");
            Caller worker = new Caller.OfWorker("1", "worker");
            Caller admin = new Caller.OfAdmin("admin");

            record Row(
                    Caller who,
                    Decision readOurs,
                    Decision readTheirs,
                    Decision readOpen,
                    Class<?> submit,
                    Class<?> changeOurs,
                    Class<?> changeOpen,
                    boolean works,
                    boolean administers) {}
            List<Row> table = List.of(
                    new Row(
                            nobody,
                            new SignInFirst(),
                            new SignInFirst(),
                            new Allowed(),
                            SignInFirst.class,
                            SignInFirst.class,
                            SignInFirst.class,
                            false,
                            false),
                    new Row(
                            ours,
                            new Allowed(),
                            new Hidden(),
                            new Allowed(),
                            Allowed.class,
                            Allowed.class,
                            Forbidden.class,
                            false,
                            false),
                    new Row(
                            fork,
                            new Allowed(),
                            new Hidden(),
                            new Allowed(),
                            Forbidden.class,
                            Forbidden.class,
                            Forbidden.class,
                            false,
                            false),
                    new Row(
                            worker,
                            new Hidden(),
                            new Hidden(),
                            new Allowed(),
                            Forbidden.class,
                            Hidden.class,
                            Forbidden.class,
                            true,
                            false),
                    new Row(
                            admin,
                            new Allowed(),
                            new Allowed(),
                            new Allowed(),
                            Forbidden.class,
                            Allowed.class,
                            Allowed.class,
                            false,
                            true));
            for (Row row : table) {
                assertThat(access.read(row.who(), OURS)).as("%s", row.who()).isEqualTo(row.readOurs());
                assertThat(access.read(row.who(), THEIRS)).as("%s", row.who()).isEqualTo(row.readTheirs());
                assertThat(access.read(row.who(), OPEN)).as("%s", row.who()).isEqualTo(row.readOpen());
                assertThat(access.submit(row.who(), false).decision())
                        .as("%s", row.who())
                        .isInstanceOf(row.submit());
                assertThat(access.change(row.who(), OURS)).as("%s", row.who()).isInstanceOf(row.changeOurs());
                assertThat(access.change(row.who(), OPEN)).as("%s", row.who()).isInstanceOf(row.changeOpen());
                assertThat(access.work(row.who()).allowed()).as("%s", row.who()).isEqualTo(row.works());
                assertThat(access.administer(row.who()).allowed())
                        .as("%s", row.who())
                        .isEqualTo(row.administers());
            }

            assertThat(access.submit(ours, true).decision())
                    .as("says itself that it is a fork's")
                    .isInstanceOf(Forbidden.class);
            repositories.set(new Repositories.Settings(OURS, false, true), "a test");
            Access.Submission allowed = access.submit(fork, false);
            assertThat(allowed.decision()).isEqualTo(new Allowed());
            assertThat(allowed.fork())
                    .as("what the identity says outweighs what is said")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestSaysWhoItIsByEitherKindOfToken(TestDatabase database) throws IOException, UnknownCallerException {
        try (Store store = Store.open(database.create(folder), Store.Use.SERVICE);
                Issuer issuer = new Issuer();
                OidcVerifier verifier = new OidcVerifier(issuer.settings("acme/*"), clock)) {
            Tokens tokens = new Tokens(store, clock);
            Callers callers = new BuildCallers(tokens, verifier);
            String admin = tokens.create(Kind.ADMIN, Optional.empty(), "a", Optional.empty());
            String build = Issuer.signed(Issuer.push(clock.instant()).build(), Issuer.RSA);
            String fork = Issuer.signed(
                    Issuer.push(clock.instant())
                            .claim("head_repository", "me/users")
                            .build(),
                    Issuer.EC);

            assertThat(callers.identify(admin)).isInstanceOf(Caller.OfAdmin.class);
            assertThat(callers.identify(build))
                    .isEqualTo(new Caller.OfRepository(OURS, false, "build of acme/users (push by octocat)"));
            assertThat(callers.identify(fork))
                    .isInstanceOfSatisfying(
                            Caller.OfRepository.class, c -> assertThat(c.fork()).isTrue());
            assertThat(problem(callers, "nonsense")).isEqualTo("malformed");
            clock.pass(Duration.ofHours(1));
            assertThat(problem(callers, build)).isEqualTo("expired");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasDoneIsNoted(TestDatabase database) {
        try (Store store = Store.open(database.create(folder), Store.Use.SERVICE)) {
            AuditLog log = new AuditLog(store, clock);
            log.note(new AuditLog.Note("nobody", "sign-in.refused", Optional.empty(), "", "unknown-token"));
            clock.pass(Duration.ofSeconds(1));
            log.note(new AuditLog.Note("nobody", "comparison.cancel", Optional.of(OURS), "x".repeat(1000), ""));
            assertThat(log.latest(10))
                    .extracting(AuditLog.Entry::action)
                    .containsExactly("comparison.cancel", "sign-in.refused");
            assertThat(log.latest(1))
                    .hasSize(1)
                    .first()
                    .satisfies(e -> assertThat(e.subject()).hasSize(300));
        }
    }
}
