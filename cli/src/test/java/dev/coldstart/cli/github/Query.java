package dev.coldstart.cli.github;

import dev.coldstart.cli.github.FakeGitHub.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What stands after the question mark, and lists that are given out page by page with links between them. */
record Query(URI address, Map<String, String> values) {

    private static final int MAX_PER_PAGE = 100;

    static Query of(URI address, String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : raw.split("&")) {
            if (part.contains("=")) {
                String[] nameAndValue = part.split("=", 2);
                values.put(decoded(nameAndValue[0]), decoded(nameAndValue[1]));
            }
        }
        return new Query(address, values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The page that is asked for, with links as GitHub gives them: none where all fits on one. */
    Answer page(List<? extends JsonNode> all) {
        int size = Math.clamp(value("per_page").map(Integer::parseInt).orElse(30), 1, MAX_PER_PAGE);
        int page = Math.max(1, value("page").map(Integer::parseInt).orElse(1));
        int last = Math.max(1, (all.size() + size - 1) / size);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        all.stream().skip((long) (page - 1) * size).limit(size).forEach(items::add);
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(page - 1, "prev"));
            links.add(link(1, "first"));
        }
        if (page < last) {
            links.add(link(page + 1, "next"));
            links.add(link(last, "last"));
        }
        return new Answer(200, links.isEmpty() ? Map.of() : Map.of("Link", String.join(", ", links)), items);
    }

    private String link(int page, String relation) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put("page", Integer.toString(page));
        String query = changed.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
        return "<" + address + "?" + query + ">; rel=\"" + relation + "\"";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
