package dev.coldstart.cli;

import dev.coldstart.core.sample.Versions;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which coldstart this is, from the jar's manifest. */
public final class Version implements IVersionProvider {

    /** Such as {@code 0.1.0}. */
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** What a measurement is made with: this program, the Java that runs it, and the tools that built. */
    public static Versions with(Map<String, String> tools) {
        return new Versions(
                text(),
                System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
                tools);
    }

    @Override
    public String[] getVersion() {
        return new String[] {"coldstart " + text()};
    }
}
