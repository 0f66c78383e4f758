package dev.coldstart.cli.build.jvm;

import dev.coldstart.artifact.folder.FileTree;
import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.core.plan.ProgramScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a program once, with what its measured runs are given. Its files are in a folder of their own, as those of its
 * container's {@value ProgramScenario#FILES_FOLDER} would be this machine's.
 */
record TrainingProgram(ProgramScenario program, Toolchain.Training training) {

    private static final String INPUT = ".standard-input";

    /**
     * Runs it to its end.
     *
     * @return with which exit code it ended
     * @throws BuildFailedException when that is not the expected one, or it does not end
     */
    int train(List<String> words, Path published, Map<String, String> env, BuildRun run)
            throws BuildFailedException, InterruptedException, IOException {
        Path folder = Files.createTempDirectory("coldstart-training");
        try {
            for (Map.Entry<String, String> file : program.files().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            Files.writeString(folder.resolve(INPUT), program.input().orElse(""));
            int exit = run(given(words, folder), published, env, run);
            run.line("training: one run of the program");
            return exit;
        } finally {
            FileTree.delete(folder);
        }
    }

    private int run(List<String> words, Path published, Map<String, String> env, BuildRun run)
            throws BuildFailedException, InterruptedException {
        Duration left = run.left();
        try (BuildRun.Running running = run.start(words, published, env)) {
            int exit = running.waitFor(left.compareTo(training.deadline()) < 0 ? left : training.deadline())
                    .orElseThrow(() -> new BuildFailedException("in its training run the program did not end within "
                            + training.deadline().toSeconds() + " s: a JVM that records is slower than one that only"
                            + " runs, and where that is all, a longer build.training.deadline helps"));
            if (exit != program.exitCode()) {
                throw new BuildFailedException("in its training run the program ended with exit code " + exit + ", and "
                        + program.exitCode() + " is expected"
                        + run.lastWords().map(said -> "; it said last: " + said).orElse(""));
            }
            return exit;
        }
    }

    /** Its command line with what it is given, its input from a file. */
    private List<String> given(List<String> words, Path folder) {
        List<String> all = new ArrayList<>(List.of(
                "sh", "-c", "exec \"$@\" < \"$0\"", folder.resolve(INPUT).toString()));
        all.addAll(words);
        program.arguments().forEach(argument -> all.add(placed(argument, folder)));
        return all;
    }

    private String placed(String argument, Path folder) {
        String placed = argument;
        for (String name : program.files().keySet()) {
            placed = placed.replace(
                    ProgramScenario.FILES_FOLDER + "/" + name,
                    folder.resolve(name).toString());
        }
        return placed;
    }
}
