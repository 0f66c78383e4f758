package dev.coldstart.core.cost;

/** What every figure of a price list or of a setting has to be. The messages begin with the key. */
final class Checks {

    private Checks() {}

    static void notNegative(String key, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(key + " is a number from 0, and this is " + value);
        }
    }

    static void positive(String key, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(key + " is a number above 0, and this is " + value);
        }
    }

    static void share(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + " is a share from 0% to 100%, and this is " + value);
        }
    }

    static void name(String key, String value) {
        if (value.isBlank() || value.length() > 60 || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(key + " is a name of 1 to 60 characters in one line");
        }
    }
}
