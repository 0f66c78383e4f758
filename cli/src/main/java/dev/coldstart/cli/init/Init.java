package dev.coldstart.cli.init;

import dev.coldstart.cli.config.Config;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a {@code coldstart.yml} with what a repository shows of its app, and says what was only assumed. */
public final class Init {

    /**
     * What was written.
     *
     * @param text for the terminal: what was found, what was assumed, what to do next
     */
    public record Result(Path file, String text) {}

    private Init() {}

    /** {@link #write(Path, Optional)} for a repository with one app. */
    public static Result write(Path repository) throws IOException {
        return write(repository, Optional.empty());
    }

    /**
     * Writes {@code coldstart.yml} into a repository's folder.
     *
     * @param app the project file, jar or folder of the app, relative to the repository; empty: the only one there is
     * @throws InitException when there is one already, no app, or more than one
     */
    public static Result write(Path repository, Optional<Path> app) throws IOException {
        if (!Files.isDirectory(repository)) {
            throw new InitException("there is no folder " + repository);
        }
        Path file = repository.resolve(Config.FILE_NAME);
        if (Files.exists(file)) {
            throw alreadyThere(file);
        }
        App found = choose(repository, app);
        ConfigDraft draft = ConfigDraft.of(found, repository);
        try {
            Files.writeString(file, draft.yaml(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw alreadyThere(file);
        }
        return new Result(
                file,
                "Found " + found.what() + ".\n"
                        + draft.assumptions().stream()
                                .map(a -> "Assumed: " + a + ".\n")
                                .collect(Collectors.joining())
                        + "Wrote " + file + ": check what was assumed, then run coldstart measure.");
    }

    private static App choose(Path repository, Optional<Path> wanted) throws IOException {
        Search search = new Search(repository);
        List<App> all = search.apps();
        Optional<Path> named = wanted.map(path -> repository.relativize(repository.resolve(path)));
        List<App> apps =
                all.stream().filter(a -> named.isEmpty() || a.isAt(named.get())).toList();
        if (apps.size() == 1) {
            App app = apps.getFirst();
            if (app.kind() == App.Kind.WORKER
                    && named.isEmpty()
                    && !DotNetListening.isSeen(repository.resolve(app.folder().toString()))) {
                throw listensNowhere(app);
            }
            return app;
        }
        Optional<App> jar = apps.isEmpty() ? wanted.flatMap(search::jar) : Optional.empty();
        if (jar.isPresent()) {
            return jar.get();
        }
        List<String> unfit = search.unfit().stream()
                .filter(u -> named.map(path -> App.isAt(u.path(), path)).orElse(all.isEmpty()))
                .map(Search.Unfit::sentence)
                .toList();
        if (apps.isEmpty() && !unfit.isEmpty()) {
            throw new InitException("found no app that can be measured:\n  " + String.join("\n  ", unfit));
        }
        if (all.isEmpty() && !search.gradle().isEmpty()) {
            throw new InitException(
                    "found " + search.gradle().getFirst() + ", and coldstart does not run Gradle: build the"
                            + " app's jar first (./gradlew build), then name it, such as: coldstart init --app build/libs/NAME.jar");
        }
        List<App> listed = apps.isEmpty() ? all : apps;
        String list = listed.stream()
                .map(a -> "\n  " + a.path() + " (" + a.what() + ")")
                .collect(Collectors.joining());
        if (all.isEmpty()) {
            throw new InitException(
                    "found no app in " + repository + ": looked for .NET projects of a web SDK or with"
                            + " <OutputType>Exe</OutputType>, Maven projects with a main class or of a framework that is known, and runnable jars");
        }
        throw new InitException((apps.isEmpty()
                        ? "there is no app at " + wanted.orElseThrow() + "; these were found:"
                        : "found several apps:")
                + list + "\nName one, such as: coldstart init --app "
                + listed.stream()
                        .min(Comparator.comparingInt(App::rank))
                        .orElseThrow()
                        .path());
    }

    private static InitException listensNowhere(App app) {
        return new InitException(
                "found " + app.what() + ": such a service listens on no port, so there is no first answer to"
                        + " time. Give it one, such as a health check (ASP.NET Core's MapHealthChecks), and run coldstart init again;"
                        + " where it listens in another way, name it: coldstart init --app " + app.path());
    }

    private static InitException alreadyThere(Path file) {
        return new InitException(file + " is there already and was left as it is: remove it first to begin anew");
    }
}
