package dev.coldstart.worker;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The images under apps' files that a worker serves. Whoever sends a comparison names one;
 * any other image of the engine may be somebody else's.
 *
 * @param names full references, with a tag or a digest: the first digits of an id would name what nobody meant
 */
public record BaseImages(List<String> names) {

    private static final Pattern REFERENCE =
            Pattern.compile("[a-z0-9][a-z0-9._:/-]{0,254}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})");
    private static final Pattern OF_COLDSTART = Pattern.compile("(?:.*/)?coldstart-(?:app|runner)[:@].*");

    /** The base that coldstart builds, and no other. */
    public static final BaseImages OWN = new BaseImages(List.of("coldstart-base:1"));

    public BaseImages {
        names = List.copyOf(names);
        for (String name : names) {
            if (!REFERENCE.matcher(name).matches() || name.startsWith("sha256:")) {
                throw new IllegalArgumentException(
                        "'" + name
                                + "' is no full reference of an image, such as debian:13 or registry.example.com/base@sha256:...");
            }
            if (OF_COLDSTART.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + name + "' is an image that coldstart makes of what is sent: it is no base for others");
            }
        }
    }

    /** These and others. */
    public BaseImages and(List<String> others) {
        return new BaseImages(
                Stream.concat(names.stream(), others.stream()).distinct().toList());
    }

    /** Why a comparison on this base is not measured here; empty where it is. */
    Optional<String> refusal(Optional<String> base) {
        return base.filter(name -> !names.contains(name))
                .map(name -> "this worker does not serve the base image " + name + "; it serves "
                        + String.join(", ", names) + " (coldstart worker --base)");
    }
}
