package dev.coldstart.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
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
            .addModule(new SimpleModule()
                    .addDeserializer(double.class, new Finite(double.class))
                    .addDeserializer(Double.class, new Finite(Double.class))
                    .addDeserializer(OptionalDouble.class, new FiniteOrNone()))
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

    /** A number of more digits than a double has room for, such as 1e400, would be read as infinite. */
    private static final class Finite extends StdScalarDeserializer<Double> {
        private final transient ValueDeserializer<?> plain;

        Finite(Class<Double> type) {
            super(type);
            plain = Objects.requireNonNull(NumberDeserializers.find(type));
        }

        @Override
        public Double deserialize(JsonParser parser, DeserializationContext context) {
            Double number = (Double) plain.deserialize(parser, context);
            if (number != null && !Double.isFinite(number)) {
                throw context.weirdNumberException(number, handledType(), "a number that is not finite");
            }
            return number;
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return plain.getNullValue(context);
        }
    }

    /** The same where there may be none. */
    private static final class FiniteOrNone extends StdScalarDeserializer<OptionalDouble> {
        FiniteOrNone() {
            super(OptionalDouble.class);
        }

        @Override
        public OptionalDouble deserialize(JsonParser parser, DeserializationContext context) {
            return OptionalDouble.of(context.readValue(parser, double.class));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return OptionalDouble.empty();
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return OptionalDouble.empty();
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
