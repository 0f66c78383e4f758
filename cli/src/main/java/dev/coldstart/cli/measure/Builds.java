package dev.coldstart.cli.measure;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.build.BuildFolder;
import dev.coldstart.cli.build.BuildOutcome;
import dev.coldstart.cli.build.Builder;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.measure.run.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Builds the forms one after another, so that none slows another's build time. */
public final class Builds {

    private static final int SHOWN = 60;

    private Builds() {}

    /**
     * Builds them all; one that fails does not keep the others from being built.
     *
     * @param revision the revision of the app that the configuration lies in
     * @throws UserError when it is cancelled, or the output folder can't be written
     */
    public static List<BuildOutcome> run(
            Config config,
            String revision,
            List<FormSettings> forms,
            BuildFolder out,
            Progress progress,
            Cancellation cancellation) {
        Thread builder = Thread.currentThread();
        cancellation.onCancel(builder::interrupt);
        Builder builds = new Builder(
                config,
                revision,
                out,
                (form, line) -> progress.show("building " + named(form, revision) + "  " + printable(line)));
        List<BuildOutcome> outcomes = new ArrayList<>();
        try {
            for (FormSettings form : forms) {
                progress.show("building " + named(form, revision));
                outcomes.add(builds.build(form));
            }
        } catch (InterruptedException e) {
            throw new UserError(
                    ExitCode.CANCELLED,
                    "cancelled while " + forms.get(outcomes.size()).name() + " was built");
        } catch (IOException e) {
            throw new UserError(
                    ExitCode.NOT_BUILT, "the build folder " + out.path() + " can't be written: " + e.getMessage());
        } finally {
            progress.clear();
        }
        return outcomes;
    }

    private static String named(FormSettings form, String revision) {
        return revision.equals(Variant.HEAD) ? form.name() : form.name() + "@" + revision;
    }

    private static String printable(String line) {
        String clean = line.replaceAll("[^\\p{Print}]", " ").strip();
        return clean.length() > SHOWN ? clean.substring(0, SHOWN) : clean;
    }
}
