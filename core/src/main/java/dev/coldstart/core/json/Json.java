package dev.coldstart.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The one JSON mapper: kebab-case names, unknown properties refused, empty optionals left out, order as declared. */
public final class Json {

    private static final JsonMapper LINE = JsonMapper.builder()
            .annotationIntrospector(new NumbersAreRequired())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // A name is a text: not false, and not 7.
            .withCoercionConfig(
                    LogicalType.Textual,
                    c -> c.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(v -> v.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private static final JsonMapper UNKNOWN_NAMES = LINE.rebuild()
            .annotationIntrospector(new JacksonAnnotationIntrospector())
            .build();

    private static final JsonMapper PRETTY =
            LINE.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** A number that is missing would be read as zero, and a start without its block as one of the warm-up. */
    private static final class NumbersAreRequired extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.getRawType().isPrimitive() ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }
    }

    /** Writes one value per line, for JSON-lines files and messages. */
    public static JsonMapper line() {
        return LINE;
    }

    /**
     * Why a text can't be read as a value, for people. A misspelt name is both unknown and missing, and what is unknown says
     * more.
     */
    public static String why(String text, Class<?> type, JacksonException refused) {
        try {
            UNKNOWN_NAMES.readValue(text, type);
            return refused.getOriginalMessage();
        } catch (JacksonException unknown) {
            return unknown.getOriginalMessage();
        }
    }

    /** Writes indented, for files that people open. */
    public static JsonMapper pretty() {
        return PRETTY;
    }
}
