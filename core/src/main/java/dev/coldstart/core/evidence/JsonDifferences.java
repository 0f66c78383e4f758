package dev.coldstart.core.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where two JSON documents differ, by path. */
final class JsonDifferences {

    private static final int MAX_DIFFERENCES = 10;
    private static final int LONGEST = 60;

    private final List<String> found = new ArrayList<>();

    private JsonDifferences() {}

    /** Sentences such as {@code verdict.answer is "adopt", and "stay" follows}; at most ten. */
    static List<String> of(JsonNode is, JsonNode follows) {
        JsonDifferences differences = new JsonDifferences();
        differences.compare("", is, follows);
        return List.copyOf(differences.found);
    }

    private void compare(String path, @Nullable JsonNode is, @Nullable JsonNode follows) {
        if (found.size() >= MAX_DIFFERENCES || (is != null && is.equals(follows))) {
            return;
        }
        if (is == null) {
            found.add(path + " is missing, and " + shown(follows) + " follows");
        } else if (follows == null) {
            found.add(path + " is " + shown(is) + ", and nothing of the kind follows");
        } else if (is.isObject() && follows.isObject()) {
            Set<String> names = new LinkedHashSet<>(follows.propertyNames());
            names.addAll(is.propertyNames());
            names.forEach(name -> compare(path.isEmpty() ? name : path + "." + name, is.get(name), follows.get(name)));
        } else if (is.isArray() && follows.isArray()) {
            for (int i = 0; i < Math.max(is.size(), follows.size()); i++) {
                compare(path + "[" + i + "]", is.get(i), follows.get(i));
            }
        } else {
            found.add((path.isEmpty() ? "it" : path) + " is " + shown(is) + ", and " + shown(follows) + " follows");
        }
    }

    private static String shown(@Nullable JsonNode node) {
        String text = String.valueOf(node);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
