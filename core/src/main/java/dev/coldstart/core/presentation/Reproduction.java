package dev.coldstart.core.presentation;

import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands that measure the same two commits again in a clone, in a folder beside it. What comes from a report is put into
 * them only where no shell would take it for more than a name.
 */
public final class Reproduction {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");
    private static final String USUAL = "coldstart.yml";
    private static final int SHORT = 7;

    private Reproduction() {}

    /** One command a line; empty where it is not known what was measured. */
    public static List<String> commands(Plan plan, boolean againstBase) {
        Optional<Origin> origin = plan.origin();
        Optional<String> head = origin.flatMap(Origin::head);
        if (head.isEmpty()) {
            return List.of();
        }
        Optional<String> base = origin.flatMap(Origin::base).filter(commit -> againstBase);
        // A merge that GitHub made is gone with the next push; of the same two parents git makes the same files again.
        boolean merged = base.isPresent() && origin.flatMap(Origin::merge).isPresent();
        String folder = "../coldstart-" + head.get().substring(0, SHORT);
        List<String> commands = new ArrayList<>();
        commands.add("git fetch origin " + base.map(commit -> commit + " ").orElse("") + head.get());
        commands.add("git worktree add --detach " + folder + " " + (merged ? base.get() : head.get()));
        commands.add("cd " + folder);
        if (merged) {
            commands.add("git -c user.name=coldstart -c user.email=coldstart@localhost merge --no-edit " + head.get());
        }
        String place =
                origin.flatMap(Origin::place).filter(Reproduction::isHarmless).orElse(USUAL);
        int slash = place.lastIndexOf('/');
        if (slash > 0) {
            commands.add("cd " + place.substring(0, slash));
        }
        commands.add("coldstart measure" + config(place.substring(slash + 1)) + forms(plan) + blocks(plan.sampling())
                + base.map(commit -> " --base " + commit).orElse(""));
        return commands;
    }

    private static String config(String name) {
        return name.equals(USUAL) ? "" : " --config " + name;
    }

    private static String forms(Plan plan) {
        List<String> forms = plan.variants().stream()
                .filter(v -> v.revision().equals(Variant.HEAD))
                .map(Variant::form)
                .toList();
        return forms.isEmpty() || !forms.stream().allMatch(Reproduction::isHarmless)
                ? ""
                : forms.stream().collect(Collectors.joining(",", " --forms ", ""));
    }

    private static String blocks(Sampling sampling) {
        return " --blocks "
                + (sampling.minBlocks() == sampling.maxBlocks()
                        ? "" + sampling.minBlocks()
                        : sampling.minBlocks() + ".." + sampling.maxBlocks());
    }

    private static boolean isHarmless(String name) {
        return HARMLESS.matcher(name).matches() && !name.contains("..");
    }
}
