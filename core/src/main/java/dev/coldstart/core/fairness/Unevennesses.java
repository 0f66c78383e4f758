package dev.coldstart.core.fairness;

import dev.coldstart.core.artifact.Trait;
import dev.coldstart.core.policy.FormKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what differs between the forms of one revision besides the compiler. */
final class Unevennesses {

    private static final int MAX_SHOWN = 6;

    private final String baseline;
    private final List<Fairness.Form> forms;
    private final List<String> ofTheCompiler;
    private final List<Unevenness> found = new ArrayList<>();

    /**
     * Of forms that are started alike.
     *
     * @param baseline the name of the variant that the others are held against
     * @param env what every form has in its environment
     */
    Unevennesses(String baseline, List<Fairness.Form> forms, Map<String, String> env) {
        this.baseline = baseline;
        this.forms = forms;
        this.ofTheCompiler = RuntimeSetting.ofTheCompiler(env);
    }

    List<Unevenness> all() {
        Optional<Fairness.Form> against =
                forms.stream().filter(f -> f.name().equals(baseline)).findFirst();
        forms.stream()
                .filter(f -> against.isEmpty() || isBeside(f, against.get()))
                .forEach(this::alone);
        against.ifPresent(base ->
                forms.stream().filter(f -> !f.equals(base) && isBeside(f, base)).forEach(form -> compared(form, base)));
        return List.copyOf(found);
    }

    private static boolean isBeside(Fairness.Form form, Fairness.Form base) {
        return form.variant().revision().equals(base.variant().revision());
    }

    /** What is no fair picture of a form, whatever it is held against. */
    private void alone(Fairness.Form form) {
        if (has(form, Trait.COMPRESSED)) {
            add(
                    "compressed-file",
                    form,
                    form.name()
                            + " is one compressed file, which is unpacked into memory at each start. A web API published"
                            + " so took 61 % more CPU to its first answer and 57 % more memory than its files side by side:"
                            + " that is the packing's cost, not the compiler's",
                    "Compare with its plain files as well.",
                    Optional.of(line(
                            form,
                            "plain",
                            Map.of("PublishSingleFile", "false", "EnableCompressionInSingleFile", "false"))));
        } else if (has(form, Trait.SELF_EXTRACTING)) {
            add(
                    "self-extracting-file",
                    form,
                    form.name()
                            + " is one file with native libraries in it, which it writes to the disk at its first start in"
                            + " a container: that is the packing's cost, not the compiler's",
                    "Compare with its plain files as well.",
                    Optional.of(line(form, "plain", Map.of("PublishSingleFile", "false"))));
        }
        if (has(form, Trait.DEBUG_BUILD)) {
            add(
                    "debug-build",
                    form,
                    form.name()
                            + " was compiled without optimisation (configuration Debug): its figures are not those of what"
                            + " is shipped",
                    "Publish it with --configuration Release.",
                    Optional.empty());
        }
        form.makeup().settings().filter(s -> !isNative(form)).ifPresent(settings -> {
            if (!ofTheCompiler.isEmpty()) {
                add(
                        "jit-settings",
                        form,
                        form.name() + " is started with " + String.join(", ", ofTheCompiler)
                                + ", which native code takes no notice of: its start is not that of a JIT with its defaults",
                        "Compare without it (run.env) as well.",
                        Optional.empty());
            }
            List<RuntimeSetting> changed = java.util.Arrays.stream(RuntimeSetting.values())
                    .filter(s -> s.isOfTheCompiler() && !s.in(settings).equals(s.standard))
                    .toList();
            if (!changed.isEmpty()) {
                add(
                        "jit-settings",
                        form,
                        form.name() + " runs with "
                                + changed.stream()
                                        .map(s -> s.key + "=" + s.in(settings))
                                        .collect(Collectors.joining(", "))
                                + ": its start is not that of a JIT with its defaults",
                        "Compare with the defaults as well.",
                        Optional.of(line(
                                form,
                                "defaults",
                                changed.stream().collect(Collectors.toMap(s -> s.property, s -> s.standard)))));
            }
        });
    }

    private void compared(Fairness.Form form, Fairness.Form base) {
        settings(form, base);
        String options = options(form, base);
        if (!options.isEmpty()) {
            add(
                    "jvm-options",
                    form,
                    "the two are started with different options of the JVM: " + options,
                    "Give both the same, unless that is what is to be compared.",
                    Optional.empty());
        }
        if (has(base, Trait.FRAMEWORK_DEPENDENT) != has(form, Trait.FRAMEWORK_DEPENDENT)
                && (has(base, Trait.FRAMEWORK_DEPENDENT) || has(form, Trait.FRAMEWORK_DEPENDENT))) {
            Fairness.Form without = has(base, Trait.FRAMEWORK_DEPENDENT) ? base : form;
            add(
                    "runtime-outside",
                    form,
                    without.name() + " has no runtime in its published files, "
                            + (without.equals(base) ? form : base).name()
                            + " has: their published sizes are of different things",
                    "Compare the sizes of the images, or publish both with --self-contained.",
                    Optional.empty());
        }
        if (!isNative(form) && !isNative(base)) {
            oneSided(form, base, Trait.TRIMMED, "trimmed", "PublishTrimmed");
            oneSided(form, base, Trait.SINGLE_FILE, "published as one file", "PublishSingleFile");
        }
    }

    private void settings(Fairness.Form form, Fairness.Form base) {
        if (form.makeup().settings().isEmpty() || base.makeup().settings().isEmpty()) {
            return;
        }
        Map<String, String> own =
                RuntimeSetting.inForce(form.makeup().settings().get());
        Map<String, String> others =
                RuntimeSetting.inForce(base.makeup().settings().get());
        Set<String> keys = new TreeSet<>(own.keySet());
        keys.addAll(others.keySet());
        keys.removeIf(key -> Optional.ofNullable(own.get(key)).equals(Optional.ofNullable(others.get(key))));
        if (keys.isEmpty()) {
            return;
        }
        Map<String, String> properties = new TreeMap<>();
        keys.forEach(key -> RuntimeSetting.of(key)
                .ifPresent(s -> properties.put(s.property, others.getOrDefault(key, s.standard))));
        add(
                "runtime-settings",
                form,
                form.name() + " runs with " + shown(own, keys) + ", " + base.name() + " with " + shown(others, keys)
                        + ": part of the difference is theirs",
                "Give both the same, unless that is what is to be compared.",
                properties.isEmpty() ? Optional.empty() : Optional.of(line(form, "alike", properties)));
    }

    private static String shown(Map<String, String> settings, Set<String> keys) {
        return keys.stream()
                        .limit(MAX_SHOWN)
                        .map(key -> RuntimeSetting.shown(settings, key))
                        .collect(Collectors.joining(", "))
                + (keys.size() > MAX_SHOWN ? " and more" : "");
    }

    /** Options of the JVM in one command and not in the other; the cache is what is compared. */
    private static String options(Fairness.Form form, Fairness.Form base) {
        Set<String> own = options(form);
        Set<String> others = options(base);
        List<String> sides = new ArrayList<>();
        Set<String> only = new TreeSet<>(own);
        only.removeAll(others);
        if (!only.isEmpty()) {
            sides.add(form.name() + " alone has " + String.join(", ", only));
        }
        Set<String> missing = new TreeSet<>(others);
        missing.removeAll(own);
        // A native program takes some of them, and has none of a JVM's.
        if (!missing.isEmpty() && !isNative(form)) {
            sides.add(base.name() + " alone has " + String.join(", ", missing));
        }
        return String.join("; ", sides);
    }

    private static Set<String> options(Fairness.Form form) {
        return form.artifact().command().stream()
                .filter(word -> word.matches("-X(?!X:AOT|X:SharedArchiveFile|share)[A-Za-z+:-].{0,200}"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void oneSided(Fairness.Form form, Fairness.Form base, Trait trait, String what, String property) {
        if (has(form, trait) != has(base, trait)) {
            Fairness.Form with = has(form, trait) ? form : base;
            Fairness.Form without = with.equals(form) ? base : form;
            add(
                    trait.id(),
                    form,
                    with.name() + " is " + what + ", " + without.name() + " is not: part of the difference is that",
                    "Publish both alike.",
                    Optional.of(line(with, "plain", Map.of(property, "false"))));
        }
    }

    private static boolean has(Fairness.Form form, Trait trait) {
        return form.makeup().is(trait);
    }

    private static boolean isNative(Fairness.Form form) {
        return FormKind.of(form.variant().form()) == FormKind.NATIVE;
    }

    private void add(String id, Fairness.Form form, String sentence, String remedy, Optional<String> line) {
        found.add(new Unevenness(id, form.name(), sentence, remedy, line));
    }

    /** An entry for coldstart.yml in short lines: a terminal breaks long ones, and then nobody can copy them. */
    static String line(Fairness.Form form, String suffix, Map<String, String> properties) {
        String name = form.variant().form();
        return "- name: " + name + "-" + suffix + "\n  form: " + name + "\n  properties:\n"
                + new TreeMap<>(properties)
                        .entrySet().stream()
                                .map(p -> "    " + p.getKey() + ": " + p.getValue())
                                .collect(Collectors.joining("\n"));
    }
}
