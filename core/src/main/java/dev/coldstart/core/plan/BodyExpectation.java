package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.JsonNode;

/** What the body of a good answer looks like. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BodyExpectation.Any.class, name = "any"),
    @JsonSubTypes.Type(value = BodyExpectation.Text.class, name = "text"),
    @JsonSubTypes.Type(value = BodyExpectation.JsonSubset.class, name = "json"),
    @JsonSubTypes.Type(value = BodyExpectation.Matches.class, name = "matches")
})
public sealed interface BodyExpectation {

    /** Any body will do. */
    record Any() implements BodyExpectation {}

    /** The body is exactly this text (UTF-8). */
    record Text(String text) implements BodyExpectation {
        public Text {
            Bounds.length("an expected body", text, Bounds.MAX_BODY);
        }
    }

    /**
     * The body is JSON that contains this: every member of an expected object is there with an expected value, arrays are
     * of equal length and agree element by element, numbers are compared by value.
     */
    record JsonSubset(JsonNode json) implements BodyExpectation {}

    /** Somewhere in the body this {@link TextPattern} is found. */
    record Matches(String regex) implements BodyExpectation {
        public Matches {
            var _ = TextPattern.compile(regex);
        }
    }
}
