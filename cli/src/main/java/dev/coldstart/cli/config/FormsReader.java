package dev.coldstart.cli.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code forms}. */
final class FormsReader {

    private FormsReader() {}

    static List<FormSettings> read(YamlSection top, BuildSettings build) {
        List<String> possible = Stream.concat(build.toolchain().forms().stream(), build.commands().keySet().stream())
                .distinct()
                .toList();
        List<FormSettings> forms = new ArrayList<>();
        Optional<Value> given = top.value("forms");
        given.ifPresent(value -> {
            Set<String> names = new HashSet<>();
            for (Value item : value.list()) {
                form(item).ifPresent(form -> {
                    if (!possible.isEmpty() && !possible.contains(form.form())) {
                        item.wrong(noSuchForm(form.form(), possible));
                    } else if (!names.add(form.name())) {
                        item.wrong("the form " + form.name() + " is given twice; a second one needs a name of its own");
                    } else {
                        forms.add(form);
                    }
                });
            }
            if (value.isList() && value.list().isEmpty()) {
                value.wrong("it is empty: name at least one form, or leave it out");
            }
        });
        if (given.isEmpty()) {
            List<String> defaults = build.toolchain().defaultForms();
            Stream.concat(defaults.stream(), build.commands().keySet().stream())
                    .distinct()
                    .map(FormSettings::of)
                    .forEach(forms::add);
        }
        return forms;
    }

    private static Optional<FormSettings> form(Value item) {
        if (!item.isSection()) {
            return item.text().map(FormSettings::of);
        }
        return item.section().flatMap(section -> {
            Optional<String> form = section.value("form").flatMap(Value::text);
            Optional<String> name = section.value("name").flatMap(v -> v.text(FormsReader::name));
            Map<String, String> env = section.value("env").map(Value::texts).orElse(Map.of());
            Map<String, String> properties =
                    section.value("properties").map(Value::texts).orElse(Map.of());
            section.end();
            if (form.isEmpty()) {
                section.problem("form is missing, such as { form: aot, properties: { OptimizationPreference: Size } }");
            }
            return form.map(f -> new FormSettings(name.orElse(f), f, env, properties));
        });
    }

    private static String noSuchForm(String form, List<String> possible) {
        Optional<String> near = ConfigProblems.nearest(form, possible);
        return "there is no form " + form
                + near.map(n -> "; did you mean " + n + "?").orElse("") + " (here: " + String.join(", ", possible)
                + "; any other needs a command under build.commands)";
    }

    /** Names go into file names, reports and container names. */
    static String name(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new IllegalArgumentException("a form's name has up to 40 letters, digits, dots and dashes");
        }
        return text;
    }
}
