package dev.coldstart.cli.build.dotnet;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.FileTrees;
import dev.coldstart.cli.build.tool.MsBuildLog;
import dev.coldstart.cli.build.tool.Recipe;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.core.plan.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code dotnet publish} of one form. Between forms only the compiler's properties differ.
 *
 * @param strange folders whose files are not the project's, though they may lie in its folder
 */
public record DotNetRecipe(
        Toolchain.DotNet dotnet,
        FormSettings form,
        Architecture architecture,
        Path dir,
        List<Path> strange,
        Tools tools)
        implements Recipe {

    private static final String PUBLISHED = "published";
    private static final String ARTIFACTS = "artifacts";

    /** NuGet's word for a lock file that does not fit. */
    private static final String LOCKED = "NU1004";

    /**
     * A project may have it that whoever publishes also makes a container, or sends the files to where they are served from, and
     * whoever builds makes packages. Here a folder is published, and nothing else.
     */
    private static final Map<String, String> NOWHERE_ELSE =
            Map.of("PublishProtocol", "FileSystem", "DeployOnBuild", "false", "GeneratePackageOnBuild", "false");

    /** In lower case, beside all that begins with {@code Publish}. */
    private static final Set<String> APPS_OWN = Set.of("useapphost", "targetframeworks");

    /** Keeps the log readable by machine, and leaves no server process behind. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "DOTNET_CLI_UI_LANGUAGE", "en",
            "DOTNET_NOLOGO", "1",
            "MSBUILDTERMINALLOGGER", "off",
            "MSBUILDDISABLENODEREUSE", "1");

    @Override
    public Path build(BuildRun run) throws BuildFailedException, InterruptedException, IOException {
        Optional<Path> program = tools.onPath("dotnet");
        if (program.isEmpty()) {
            throw new BuildFailedException("dotnet is not on the PATH: install the .NET SDK, or name folders that are"
                    + " already published with coldstart compare");
        }
        try (WorkFolder work = WorkFolder.outside(dir, projectDir(), tools.environment())) {
            publish(run, work.path());
            run.compiledWith(CompilerResponse.settings(work.path().resolve(ARTIFACTS), name()));
            Path made = work.path().resolve(PUBLISHED);
            if (!Files.isDirectory(made)) {
                throw new BuildFailedException("dotnet publish ended well and published nothing: is "
                        + dotnet.project().getFileName() + " the project of the app, and its IsPublishable not false?");
            }
            Path published = dir.resolve(PUBLISHED);
            FileTrees.move(made, published);
            return published;
        }
    }

    private void publish(BuildRun run, Path work) throws BuildFailedException, InterruptedException, IOException {
        Map<String, String> env = new TreeMap<>(ENVIRONMENT);
        env.putAll(form.env());
        MsBuildLog log = new MsBuildLog(work.resolve("messages.log"), work.resolve(ARTIFACTS));
        List<String> words = words(work, log);
        BuildRun.Attempt attempt = run.attempt(words, projectDir(), env, log);
        try {
            if (attempt.messages().failedWith(LOCKED)) {
                attempt = unlocked(attempt, words, env, log, run, work);
            }
            run.keep(attempt);
        } finally {
            // A build that failed may have restored, and its warnings are shown by package too.
            run.used(warned -> NuGetPackages.ofRestore(work.resolve(ARTIFACTS), name(), warned));
        }
    }

    /**
     * The same with a lock that does not hold for a form: what a form needs beside the project's own packages, such as its
     * compiler, is in no lock file. Those that are locked have to come out as they are locked.
     */
    private BuildRun.Attempt unlocked(
            BuildRun.Attempt refused,
            List<String> words,
            Map<String, String> env,
            MsBuildLog log,
            BuildRun run,
            Path work)
            throws BuildFailedException, InterruptedException, IOException {
        run.line("coldstart: the lock file does not hold for linux-" + architecture.id() + " in the form " + form.form()
                + ": once more without locked mode, each locked package compared");
        List<String> open = new ArrayList<>(words);
        open.add("-p:RestoreLockedMode=false");
        BuildRun.Attempt attempt = run.attempt(open, projectDir(), env, log);
        Optional<String> differences =
                LockFiles.differences(work.resolve(ARTIFACTS).resolve("obj"));
        return attempt.failure().isPresent() || differences.isEmpty()
                ? attempt
                : new BuildRun.Attempt(
                        refused.command(),
                        refused.took(),
                        refused.messages(),
                        Optional.of(refused.failure().orElse(LOCKED) + "; without locked mode the restore took "
                                + differences.get() + ": restore the project for linux-" + architecture.id()
                                + " (RuntimeIdentifiers) and commit its packages.lock.json"),
                        refused.warningsUnknown());
    }

    private Path projectDir() {
        return Optional.ofNullable(dotnet.project().getParent()).orElseThrow();
    }

    private String name() {
        return String.valueOf(dotnet.project().getFileName()).replaceFirst("\\.[^.]+$", "");
    }

    private List<String> words(Path work, MsBuildLog log) throws IOException {
        Map<String, String> properties = properties();
        List<String> words =
                new ArrayList<>(List.of("dotnet", "publish", dotnet.project().toString()));
        words.addAll(ResponseFile.words(projectDir(), tools.environment()));
        words.addAll(List.of(
                "--configuration",
                "Release",
                "--runtime",
                "linux-" + architecture.id(),
                "--self-contained",
                Boolean.toString(selfContained()),
                "--output",
                work.resolve(PUBLISHED).toString(),
                // Puts obj and bin of every project in the build here, the restore's files included.
                "--artifacts-path",
                work.resolve(ARTIFACTS).toString(),
                log.option(),
                "-nodeReuse:false",
                "-p:UseSharedCompilation=false"));
        dotnet.framework().ifPresent(framework -> words.addAll(List.of("--framework", framework)));
        Path first = MsBuildFiles.write(
                work,
                dotnet.project(),
                properties.keySet().stream().filter(DotNetRecipe::isAppsOwn).toList(),
                strange,
                Optional.ofNullable(properties.get(MsBuildFiles.FIRST))
                        .or(() -> Optional.ofNullable(tools.environment().get(MsBuildFiles.FIRST))));
        properties.put(MsBuildFiles.FIRST, first.toString());
        properties.forEach((name, value) -> words.add("-p:" + name + "=" + escaped(value)));
        return words;
    }

    /**
     * Whether a property is about the app and not about the libraries that it is built with: many a library can't be published
     * so, and need not be.
     */
    private static boolean isAppsOwn(String property) {
        return property.regionMatches(true, 0, "Publish", 0, "Publish".length())
                || APPS_OWN.contains(property.toLowerCase(Locale.ROOT));
    }

    /** Composite code and native code have the runtime in them. */
    private boolean selfContained() {
        return dotnet.deployment() == Toolchain.Deployment.SELF_CONTAINED
                || form.form().equals("r2r-composite")
                || form.form().equals("aot");
    }

    /** The form's own go before what makes the form, and that goes before what the project and the file say for all. */
    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>(dotnet.properties());
        if (selfContained()) {
            // A project that turns it off has an app that needs the runtime beside it, which is not what is built here.
            properties.put("UseAppHost", "true");
        }
        properties.putAll(new TreeMap<>(NOWHERE_ELSE));
        properties.put("PublishAot", Boolean.toString(form.form().equals("aot")));
        properties.put("PublishReadyToRun", Boolean.toString(form.form().startsWith("r2r")));
        properties.put(
                "PublishReadyToRunComposite", Boolean.toString(form.form().equals("r2r-composite")));
        properties.putAll(form.properties());
        return properties;
    }

    /** MSBuild takes ; and , on its command line for the end of a property. */
    private static String escaped(String value) {
        return value.replace(";", "%3B").replace(",", "%2C");
    }
}
