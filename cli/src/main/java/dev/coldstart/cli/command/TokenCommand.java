package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.command.option.SettingsOptions;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.operation.ServiceSettings;
import dev.coldstart.service.store.Store;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens of the service whose data folder is here; it may be running. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Make, list and revoke what lets repositories and workers in.",
        synopsisSubcommandLabel = "create|list|revoke")
public final class TokenCommand {

    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    public TokenCommand(Clock clock) {
        this.clock = clock;
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Make a token and print it: it can't be shown again.")
    int create(
            @Mixin SettingsOptions settings,
            @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "The repository that it is for.")
                    Optional<String> repository,
            @Option(names = "--worker", description = "It is a worker's.") boolean worker,
            @Option(names = "--admin", description = "It is for whoever runs the service.") boolean admin,
            @Option(names = "--name", paramLabel = "NAME", description = "What it is used for, for the list.")
                    Optional<String> name,
            @Option(names = "--days", paramLabel = "DAYS", description = "After which it is worth nothing.")
                    Optional<Integer> days) {
        if ((repository.isPresent() ? 1 : 0) + (worker ? 1 : 0) + (admin ? 1 : 0) != 1) {
            throw new UserError(
                    ExitCode.USAGE, "say whose it is: one of --repository OWNER/NAME, --worker and --admin");
        }
        Tokens.Kind kind = worker ? Tokens.Kind.WORKER : admin ? Tokens.Kind.ADMIN : Tokens.Kind.REPOSITORY;
        Optional<String> known = repository.map(given -> Tokens.repositoryName(given)
                .orElseThrow(() -> new UserError(ExitCode.USAGE, "'" + given + "' should be OWNER/NAME")));
        Optional<Instant> expires = days.map(d -> clock.instant().plus(Duration.ofDays(d)));
        return with(settings, tokens -> {
            print(tokens.create(kind, known, name.orElse(kind.id()), expires));
            return ExitCode.MEASURED;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List them, without what they are.")
    int list(@Mixin SettingsOptions settings) {
        return with(settings, tokens -> {
            for (Tokens.Token token : tokens.list()) {
                print(String.format(
                        Locale.ROOT,
                        "%s  %-10s  %-30s  %-20s  made %s  %s",
                        token.id(),
                        token.kind().id(),
                        token.repository().orElse("-"),
                        token.name(),
                        token.createdAt(),
                        state(token)));
            }
            return ExitCode.MEASURED;
        });
    }

    private String state(Tokens.Token token) {
        return token.revokedAt()
                .map(at -> "revoked " + at)
                .or(() -> token.expiresAt().map(at -> (at.isAfter(clock.instant()) ? "expires " : "expired ") + at))
                .or(() -> token.usedAt().map(at -> "used " + at))
                .orElse("never used");
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Make one worthless from now on.")
    int revoke(
            @Mixin SettingsOptions settings,
            @Parameters(paramLabel = "ID", description = "As coldstart token list shows it.") String id) {
        return with(settings, tokens -> {
            if (!tokens.revoke(id)) {
                throw new UserError(ExitCode.USAGE, "there is no token " + id + " that could be revoked");
            }
            return ExitCode.MEASURED;
        });
    }

    private int with(SettingsOptions options, Function<Tokens, Integer> work) {
        ServiceSettings settings = options.read();
        if (settings.database().isEmpty() && !Files.isDirectory(settings.data())) {
            throw new UserError(
                    ExitCode.USAGE,
                    "there is no data folder " + settings.data()
                            + ": start the service once, or name its folder with --data");
        }
        try (Store store = Store.open(SettingsOptions.database(settings), Store.Use.COMMAND)) {
            return work.apply(new Tokens(store, clock, "coldstart token, run by " + System.getProperty("user.name")));
        }
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
