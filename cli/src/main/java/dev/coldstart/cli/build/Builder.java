package dev.coldstart.cli.build;

import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.cli.build.dotnet.DotNetRecipe;
import dev.coldstart.cli.build.jvm.AotCacheRecipe;
import dev.coldstart.cli.build.jvm.JavaPackage;
import dev.coldstart.cli.build.jvm.JavaRecipe;
import dev.coldstart.cli.build.jvm.NativeImageRecipe;
import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.Recipe;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.BuildSettings;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Variant;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Builds forms one after another, each in folders of its own below the output folder: {@code NAME/published} and
 * {@code NAME/build.log}.
 */
public final class Builder {

    private final Config config;
    private final String revision;
    private final BuildFolder out;
    private final Architecture architecture;
    private final BuildListener listener;
    private final Tools tools;
    private final JavaPackage javaPackage;

    /**
     * A builder for this machine.
     *
     * @param revision which revision of the app the configuration lies in, see {@link Variant#revision()}
     */
    public Builder(Config config, String revision, BuildFolder out, BuildListener listener) {
        this(config, revision, out, Architecture.of(System.getProperty("os.arch")), System.getenv(), listener);
    }

    Builder(
            Config config,
            String revision,
            BuildFolder out,
            Architecture architecture,
            Map<String, String> environment,
            BuildListener listener) {
        this.config = config;
        this.revision = revision;
        this.out = out;
        this.architecture = architecture;
        this.listener = listener;
        this.tools = new Tools(environment);
        this.javaPackage = new JavaPackage(tools, config, out.path().resolve(".java"));
    }

    /**
     * Builds one form. A build that fails is an outcome.
     *
     * @throws InterruptedException when the thread is interrupted; nothing that was started runs on
     * @throws IOException when the output folder can't be written
     */
    public BuildOutcome build(FormSettings form) throws InterruptedException, IOException {
        Path dir = out.path().resolve(form.name());
        FileTree.delete(dir);
        Files.createDirectories(dir);
        Path log = dir.resolve("build.log");
        String variant = new Variant(form.name(), revision, architecture).name();
        try (BuildRun run =
                new BuildRun(log, config.dir(), tools, config.build().deadline(), line -> listener.line(form, line))) {
            try {
                Path folder = recipe(form, dir).build(run);
                return new BuildOutcome.Built(run.record(variant, Optional.empty()), log, folder, run.notes());
            } catch (BuildFailedException e) {
                return new BuildOutcome.NotBuilt(run.record(variant, Optional.of(e.reason())), log);
            } catch (IOException e) {
                // A file of the app's that can't be read is no fault of the output folder, nor one of the other forms.
                return new BuildOutcome.NotBuilt(run.record(variant, Optional.of(unreadable(e))), log);
            }
        }
    }

    private static String unreadable(IOException e) {
        String why = e instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
        return "a file could not be read or written: " + why;
    }

    private Recipe recipe(FormSettings form, Path dir) throws IOException {
        Optional<BuildSettings.BuildCommand> command = config.build().command(form.form());
        if (command.isPresent()) {
            return new CommandRecipe(command.get(), form, config.dir());
        }
        return switch (config.build().toolchain()) {
            case Toolchain.DotNet dotnet ->
                new DotNetRecipe(dotnet, form, architecture, dir, out.strange(dotnet.project()), tools);
            case Toolchain.Java java -> java(java, form, dir);
            case Toolchain.CommandsOnly none ->
                throw new IllegalArgumentException("the form " + form.form() + " has no command");
        };
    }

    private Recipe java(Toolchain.Java java, FormSettings form, Path dir) {
        return switch (form.form()) {
            case "aot-cache" ->
                new AotCacheRecipe(
                        new JavaRecipe(javaPackage, form, dir, JavaRecipe.Layout.CACHEABLE),
                        java.training(),
                        config,
                        tools,
                        form);
            case "aot" -> new NativeImageRecipe(javaPackage, dir, tools, form);
            case "jit-extracted" -> new JavaRecipe(javaPackage, form, dir, JavaRecipe.Layout.EXTRACTED);
            default -> new JavaRecipe(javaPackage, form, dir, JavaRecipe.Layout.AS_SHIPPED);
        };
    }
}
