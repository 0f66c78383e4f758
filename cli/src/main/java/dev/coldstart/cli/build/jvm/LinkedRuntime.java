package dev.coldstart.cli.build.jvm;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A Java runtime linked from the JDK in use. */
record LinkedRuntime(Tools tools, Set<String> modules) {

    /** A JDK without {@code jmods} links itself, and refuses where one of its files is not as it was built (JEP 493). */
    private static final Pattern MODIFIED = Pattern.compile("^Error: (\\S+) has been modified");

    void into(Path folder, BuildRun run) throws BuildFailedException, InterruptedException {
        try {
            run.run(words(folder, List.of()), Map.of());
        } catch (BuildFailedException e) {
            List<String> modified = run.printed(MODIFIED);
            if (modified.isEmpty()) {
                throw e;
            }
            run.run(words(folder, List.of("--ignore-modified-runtime")), Map.of());
            run.note("jlink says of the JDK in " + tools.jdk() + ": "
                    + modified.getLast().replaceFirst("^Error: ", "") + " (such as certificates of one's own): the"
                    + " runtime that goes with the app has it as it is");
        }
    }

    private List<String> words(Path folder, List<String> more) throws BuildFailedException {
        List<String> words = new ArrayList<>();
        words.add(tools.jdk().resolve("bin/jlink").toString());
        words.addAll(more);
        words.addAll(List.of(
                "--add-modules",
                String.join(",", modules),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                // The archive that every JDK ships: without it the runtime would start slower than a JDK does.
                "--generate-cds-archive",
                "--output",
                folder.toString()));
        return words;
    }
}
