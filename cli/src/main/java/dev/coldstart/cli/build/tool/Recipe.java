package dev.coldstart.cli.build.tool;

import java.io.IOException;
import java.nio.file.Path;

/** How one form is built. */
public interface Recipe {

    /**
     * Builds it.
     *
     * @return the published folder
     * @throws BuildFailedException with the reason when there is none
     */
    Path build(BuildRun run) throws BuildFailedException, InterruptedException, IOException;
}
