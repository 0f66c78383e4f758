package dev.coldstart.cli.config;

/**
 * The steady load under which peak memory is read.
 *
 * @param rate requests per second
 * @param seconds for how long
 */
public record LoadSettings(double rate, double seconds) {
    public static final double DEFAULT_RATE = 100;
    public static final double DEFAULT_SECONDS = 20;
}
