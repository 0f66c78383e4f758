package dev.coldstart.cli.build;

import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.core.plan.Architecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code dotnet publish} of one form. Between forms only the compiler's properties differ.
 *
 * @param strange folders whose files are not the project's, though they may lie in its folder
 */
record DotNetRecipe(
        Toolchain.DotNet dotnet,
        FormSettings form,
        Architecture architecture,
        Path dir,
        List<Path> strange,
        Tools tools)
        implements Recipe {

    /** The SDK adds its own to what the environment says. */
    private static final String EXCLUDES = "DefaultItemExcludes";

    /** Keeps the log readable by machine, and leaves no server process behind. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "DOTNET_CLI_UI_LANGUAGE", "en",
            "DOTNET_NOLOGO", "1",
            "MSBUILDTERMINALLOGGER", "off",
            "MSBUILDDISABLENODEREUSE", "1");

    @Override
    public Path build(BuildRun run) throws BuildFailedException, InterruptedException {
        Optional<Path> program = tools.onPath("dotnet");
        if (program.isEmpty()) {
            throw new BuildFailedException("dotnet is not on the PATH: install the .NET SDK, or name folders that are"
                    + " already published with coldstart compare");
        }
        Path published = dir.resolve("published");
        Map<String, String> env = new TreeMap<>(ENVIRONMENT);
        env.put(
                EXCLUDES,
                Stream.concat(
                                Optional.ofNullable(tools.environment().get(EXCLUDES)).stream(),
                                strange.stream().map(folder -> folder + "/**"))
                        .collect(Collectors.joining(";")));
        env.putAll(form.env());
        try {
            run.run(
                    words(published),
                    Optional.ofNullable(dotnet.project().getParent()).orElseThrow(),
                    env);
        } finally {
            // A build that failed may have restored, and its warnings are shown by package too.
            run.used(warned -> NuGetPackages.ofRestore(dir.resolve("work"), name(), warned));
        }
        return published;
    }

    private String name() {
        return String.valueOf(dotnet.project().getFileName()).replaceFirst("\\.[^.]+$", "");
    }

    private List<String> words(Path published) {
        List<String> words = new ArrayList<>(List.of(
                "dotnet",
                "publish",
                dotnet.project().toString(),
                "--configuration",
                "Release",
                "--runtime",
                "linux-" + architecture.id(),
                "--self-contained",
                Boolean.toString(selfContained()),
                "--output",
                published.toString(),
                // Puts obj and bin of every project in the build here, the restore's files included.
                "--artifacts-path",
                dir.resolve("work").toString(),
                "-nodeReuse:false",
                "-p:UseSharedCompilation=false"));
        dotnet.framework().ifPresent(framework -> words.addAll(List.of("--framework", framework)));
        properties().forEach((name, value) -> words.add("-p:" + name + "=" + escaped(value)));
        return words;
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
