package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Something that says in JSON of what kind it is, among others of which one kind does not. */
public interface Kind {

    String NAME = "kind";

    /** Written, and read only to tell which record it is. */
    @JsonProperty(value = NAME, access = JsonProperty.Access.READ_ONLY)
    String kind();
}
