package dev.coldstart.core.fairness;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.policy.FormKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Properties of native .NET forms that cost little to set, and what each bought where it was measured.
 *
 * @param date of the measurement, for people
 * @param measured what was measured, for a sentence
 * @param properties those that bought something
 */
record CheapProperties(String date, String measured, List<Property> properties) {

    private static final CheapProperties SHIPPED = read();

    /**
     * One of them. Gains are fractions; empty where none was seen.
     *
     * @param setting what tells whether it is at its default, and {@code standard} its value then
     * @param suffix for the name of a form that tries it
     * @param loses what does not work any more, as the end of a sentence
     */
    record Property(
            String name,
            String value,
            String setting,
            String standard,
            String suffix,
            OptionalDouble size,
            OptionalDouble memory,
            OptionalDouble cpu,
            String loses) {

        private boolean isAtDefault(Fairness.Form form) {
            return form.makeup()
                    .settings()
                    .filter(s -> standard.equals(s.get(setting)))
                    .isPresent();
        }

        private String gains() {
            List<String> gains = new ArrayList<>();
            size.ifPresent(s -> gains.add(percent(s) + " of the published size"));
            memory.ifPresent(m -> gains.add(percent(m) + " of the idle memory"));
            cpu.ifPresent(c -> gains.add(percent(c) + " of the CPU time to the first response"));
            return gains.size() < 2
                    ? String.join("", gains)
                    : String.join(", ", gains.subList(0, gains.size() - 1)) + " and " + gains.getLast();
        }

        private static String percent(double share) {
            return BigDecimal.valueOf(share)
                            .movePointRight(2)
                            .stripTrailingZeros()
                            .toPlainString() + " %";
        }
    }

    CheapProperties {
        properties = List.copyOf(properties);
    }

    static CheapProperties shipped() {
        return SHIPPED;
    }

    List<Advice> of(Fairness.Form form) {
        if (FormKind.of(form.variant().form()) != FormKind.NATIVE) {
            return List.of();
        }
        return properties.stream()
                .filter(p -> p.isAtDefault(form))
                .map(p -> new Advice(
                        form.name(),
                        p.name() + "=" + p.value(),
                        p.name() + "=" + p.value() + " took " + p.gains() + " off " + measured + " (" + date
                                + "); what is lost: " + p.loses(),
                        Unevennesses.line(form, p.suffix(), Map.of(p.name(), p.value()))))
                .toList();
    }

    private static CheapProperties read() {
        try (InputStream in = CheapProperties.class.getResourceAsStream("properties.json")) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: properties.json");
            }
            return Json.line().readValue(in, CheapProperties.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
