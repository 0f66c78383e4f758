package dev.coldstart.cli.build;

import dev.coldstart.cli.build.dotnet.NuGetPackages;
import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.Recipe;
import dev.coldstart.cli.config.BuildSettings.BuildCommand;
import dev.coldstart.cli.config.FormSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A form that the caller's own command builds. */
record CommandRecipe(BuildCommand command, FormSettings form, Path dir) implements Recipe {

    @Override
    public Path build(BuildRun run) throws BuildFailedException, InterruptedException {
        Map<String, String> env = new TreeMap<>(command.env());
        env.putAll(form.env());
        run.run(List.of("sh", "-c", command.run()), dir, env);
        if (!Files.isDirectory(command.out())) {
            throw new BuildFailedException("the command ended well, but there is no folder " + command.out()
                    + ": correct build.commands." + form.form() + ".out");
        }
        if (command.run().contains("dotnet")) {
            run.heardMsBuild();
        }
        run.used(warned -> NuGetPackages.ofPublished(command.out(), warned));
        return command.out();
    }
}
