package dev.coldstart.core.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an app was published, as its files show; beside the compiler, but not without effect on what is measured. */
public enum Trait {
    /** It brings its runtime. */
    SELF_CONTAINED,
    /** The system brings the runtime. */
    FRAMEWORK_DEPENDENT,
    /** All of it is in one file of .NET's. */
    SINGLE_FILE,
    /** That file is compressed, and is unpacked at each start. */
    COMPRESSED,
    /** That file has native libraries in it, which are written to the disk at the first start. */
    SELF_EXTRACTING,
    /** What is not used was left out. */
    TRIMMED,
    /** It was compiled without optimisation. */
    DEBUG_BUILD;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static Trait of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
