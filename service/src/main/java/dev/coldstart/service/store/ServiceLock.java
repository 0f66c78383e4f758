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

    private static final int SECONDS_TO_ANSWER = 5;

    private final DataSource source;
    private final DatabaseAddress address;
    private Connection connection;

    private ServiceLock(DataSource source, DatabaseAddress address, Connection connection) {
        this.source = source;
        this.address = address;
        this.connection = connection;
    }

    /**
     * Takes it.
     *
     * @throws StoreException when another service has it
     */
    static ServiceLock take(DataSource source, DatabaseAddress address) {
        try {
            return new ServiceLock(source, address, connect(source, address));
        } catch (SQLException e) {
            throw new StoreException("the database " + address + " can't be locked: " + e.getMessage(), e);
        }
    }

    private static Connection connect(DataSource source, DatabaseAddress address) throws SQLException {
        Connection connection = source.getConnection();
        if (!locked(connection)) {
            connection.close();
            throw new StoreException(
                    "another service uses the database " + address + ": stop that one, or name another database");
        }
        return connection;
    }

    /**
     * Takes it again where the database was away meanwhile, and has forgotten it. To be called before each write.
     *
     * @throws StoreUnavailableException when the database is away, or another service was faster
     */
    synchronized void hold() {
        try {
            if (!connection.isValid(SECONDS_TO_ANSWER)) {
                connection.close();
                connection = connect(source, address);
            }
        } catch (SQLException | StoreException e) {
            throw new StoreUnavailableException("the database can't be locked: " + e.getMessage(), e);
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
    public synchronized void close() {
        try (Connection ended = connection) {
            ended.createStatement().execute("select pg_advisory_unlock_all()");
        } catch (SQLException e) {
            // The connection is gone, and the lock with it.
        }
    }
}
