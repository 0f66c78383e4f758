package dev.coldstart.cli.build;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where forms are built.
 *
 * @param path made where it is not there; absolute
 * @param outputs what this command and earlier ones write to is below it: no source of an app's; absolute
 */
public record BuildFolder(Path path, Path outputs) {

    public BuildFolder {
        path = path.toAbsolutePath().normalize();
        outputs = outputs.toAbsolutePath().normalize();
    }

    /** One with nothing of ours around it. */
    public static BuildFolder at(Path path) {
        return new BuildFolder(path, path);
    }

    /** Another below it. */
    public BuildFolder resolve(String name) {
        return new BuildFolder(path.resolve(name), outputs);
    }

    /**
     * What may lie inside a project's folder, where a build that takes all files below it would take earlier builds'
     * intermediate sources and earlier reports for its own.
     */
    List<Path> strange(Path project) {
        return Stream.of(path, outputs)
                .distinct()
                .filter(folder -> !project.startsWith(folder))
                .toList();
    }
}
