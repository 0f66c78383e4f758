package dev.coldstart.core.wording;

import dev.coldstart.core.cost.Range;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Amounts and large numbers for people: {@code $9.80}, {@code 9.80 EUR}, {@code 4.1 M}. */
public final class Money {

    private static final String[] SCALES = {"", " k", " M", " G", " T"};

    private Money() {}

    /** Cents from one unit of the currency, two digits that mean something below a cent. */
    public static String amount(double value, String currency) {
        BigDecimal exact = BigDecimal.valueOf(value);
        String number;
        if (value == 0 || value >= 0.995) {
            number = String.format(Locale.ROOT, "%,.2f", exact.setScale(2, RoundingMode.HALF_UP));
        } else {
            BigDecimal two = exact.round(new MathContext(2, RoundingMode.HALF_UP));
            number =
                    two.setScale(Math.max(2, two.scale()), RoundingMode.HALF_UP).toPlainString();
        }
        return currency.equals("USD") ? "$" + number : number + " " + currency;
    }

    /** With its interval where that shows: {@code $9.80 ($9.70 to $9.90)}. */
    public static String amount(Range range, String currency) {
        return ranged(range, v -> amount(v, currency));
    }

    /** A number of requests: {@code 950}, {@code 12 k}, {@code 4.1 M}. */
    public static String requests(double n) {
        if (n < 1000) {
            return BigDecimal.valueOf(n).setScale(0, RoundingMode.HALF_UP).toPlainString();
        }
        int scale = Math.min(SCALES.length - 1, (int) Math.floor(Math.log10(n) / 3));
        BigDecimal scaled = scaled(n, scale);
        if (scaled.compareTo(BigDecimal.valueOf(1000)) >= 0 && scale < SCALES.length - 1) {
            scaled = scaled(n, ++scale);
        }
        int decimals = Math.max(0, Math.min(2, scaled.scale()));
        return scaled.setScale(decimals, RoundingMode.HALF_UP).toPlainString() + SCALES[scale];
    }

    public static String requests(Range range) {
        return ranged(range, Money::requests);
    }

    private static BigDecimal scaled(double n, int scale) {
        return BigDecimal.valueOf(n / Math.pow(1000, scale))
                .round(new MathContext(3, RoundingMode.HALF_UP))
                .stripTrailingZeros();
    }

    /** To three digits that mean something. */
    public static double threeDigits(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(3, RoundingMode.HALF_UP))
                .doubleValue();
    }

    private static String ranged(Range range, DoubleFunction<String> format) {
        String value = format.apply(range.value());
        if (range.low().isEmpty() || range.high().isEmpty()) {
            return value;
        }
        String low = format.apply(range.low().getAsDouble());
        String high = format.apply(range.high().getAsDouble());
        return low.equals(high) ? value : value + " (" + low + " to " + high + ")";
    }
}
