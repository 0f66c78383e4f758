package dev.coldstart.service.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which database.
 *
 * @param url for JDBC: {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/NAME}
 */
public record DatabaseAddress(String url, Optional<String> user, Optional<String> password) {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    public DatabaseAddress {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "a database's address is postgresql://USER:PASSWORD@HOST:PORT/NAME, and this one begins otherwise");
        }
    }

    static DatabaseAddress sqlite(Path file) {
        return new DatabaseAddress(SQLITE + file, Optional.empty(), Optional.empty());
    }

    /**
     * A PostgreSQL database by its connection string {@code postgresql://USER:PASSWORD@HOST:PORT/NAME}; user and password may
     * be missing, or be parameters at its end.
     *
     * @throws IllegalArgumentException when it is no such string
     */
    public static DatabaseAddress postgresql(String address) {
        URI uri = URI.create(address.replaceFirst("^jdbc:", "").replaceFirst("^postgres:", "postgresql:"));
        Optional<String> user = Optional.ofNullable(uri.getUserInfo());
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new DatabaseAddress(
                "jdbc:" + uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath() + query,
                user.map(u -> u.split(":", 2)[0]),
                user.filter(u -> u.contains(":")).map(u -> u.split(":", 2)[1]));
    }

    boolean isSqlite() {
        return url.startsWith(SQLITE);
    }

    /** Without the password, wherever it is. */
    @Override
    public String toString() {
        return url.replaceAll("(?i)(password=)[^&]*", "$1(hidden)");
    }
}
