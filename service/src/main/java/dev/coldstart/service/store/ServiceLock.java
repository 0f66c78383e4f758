package dev.coldstart.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * That one service at a time uses a PostgreSQL database: two with data folders of their own would each take the other's
 * comparisons. Held by a connection, so that it ends with the process. A SQLite file is in the locked data folder.
 */
final class ServiceLock implements AutoCloseable {

    /** Any number that nobody else is likely to take. */
    private static final long NUMBER = 0x636f6c6473746172L;

    private final Connection connection;

    private ServiceLock(Connection connection) {
        this.connection = connection;
    }

    static ServiceLock take(DataSource source, DatabaseAddress address) {
        try {
            Connection connection = source.getConnection();
            if (!locked(connection)) {
                connection.close();
                throw new StoreException(
                        "another service uses the database " + address + ": stop that one, or name another database");
            }
            return new ServiceLock(connection);
        } catch (SQLException e) {
            throw new StoreException("the database " + address + " can't be locked: " + e.getMessage(), e);
        }
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, NUMBER);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() {
        try (Connection ended = connection) {
            ended.createStatement().execute("select pg_advisory_unlock_all()");
        } catch (SQLException e) {
            // The connection is gone, and the lock with it.
        }
    }
}
