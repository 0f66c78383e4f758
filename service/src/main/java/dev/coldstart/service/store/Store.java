package dev.coldstart.service.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The one door to the database. Reading goes on side by side; what writes is done one at a time, so that a decision that rests
 * on what it read is still right when it is written, on SQLite and on PostgreSQL alike.
 */
public final class Store implements AutoCloseable {

    private static final String LATEST = "latest";
    private static final int READERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of PostgreSQL, whose connection may be cut without a word. */
    private static final int SOCKET_SECONDS = 30;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final boolean sqlite;
    private final Optional<ServiceLock> lock;
    private final ReentrantLock writing = new ReentrantLock(true);

    private Store(HikariDataSource pool, boolean sqlite, Optional<ServiceLock> lock) {
        this.pool = pool;
        this.lock = lock;
        this.sqlite = sqlite;
        this.jdbi = Jdbi.create(pool);
        jdbi.registerArgument(new InstantAsMillis());
        // A record is read by the names of its components.
        RowMapperFactory records = (type, config) -> type instanceof Class<?> record && record.isRecord()
                ? Optional.of(ConstructorMapper.of(record))
                : Optional.empty();
        jdbi.registerRowMapper(records);
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> {
            long millis = row.getLong(column);
            return row.wasNull() ? null : Instant.ofEpochMilli(millis);
        });
    }

    /** Who opens it. */
    public enum Use {
        /** The service, which is alone in it. */
        SERVICE,
        /** A command, which may run beside the service. */
        COMMAND,
        /** What only reads, and takes a schema of an earlier version as it is: a service of that version may run. */
        READING
    }

    /**
     * Connects, and brings the schema to this version.
     *
     * @throws StoreException when it can't be reached, was written by a later version, or has a service already
     */
    public static Store open(DatabaseAddress address, Use use) {
        return open(address, use, LATEST);
    }

    /** The same with the schema of an earlier version, for what is of that; {@link #upgrade} brings it to this one. */
    static Store open(DatabaseAddress address, Use use, String schema) {
        HikariDataSource pool = pool(address);
        boolean opened = false;
        try {
            Optional<ServiceLock> lock = use == Use.SERVICE && !address.isSqlite()
                    ? Optional.of(ServiceLock.take(pool, address))
                    : Optional.empty();
            if (use != Use.READING) {
                flyway(pool, schema).migrate();
            }
            opened = true;
            return new Store(pool, address.isSqlite(), lock);
        } catch (FlywayException e) {
            throw new StoreException(
                    "the database " + address + " can't be brought to this version's schema: " + e.getMessage(), e);
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    private static Flyway flyway(DataSource pool, String schema) {
        return Flyway.configure(Store.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:store")
                .validateMigrationNaming(true)
                .target(schema)
                .load();
    }

    /** The version that the schema is of; {@code 0} where there is none. */
    String schema() {
        return Optional.ofNullable(flyway(pool, LATEST).info().current())
                .map(current -> String.valueOf(current.getVersion()))
                .orElse("0");
    }

    /** The version that this program brings schemas to. */
    static String newestSchema() {
        MigrationInfo[] all = Flyway.configure(Store.class.getClassLoader())
                .dataSource("jdbc:sqlite::memory:", "", "")
                .locations("classpath:store")
                .load()
                .info()
                .all();
        return String.valueOf(all[all.length - 1].getVersion());
    }

    /** Brings the schema to this program's version. */
    void upgrade() {
        flyway(pool, LATEST).migrate();
    }

    private static HikariDataSource pool(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(address.url());
        address.user().ifPresent(config::setUsername);
        address.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(READERS);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(PATIENCE.toMillis());
        if (address.isSqlite()) {
            config.addDataSourceProperty("journal_mode", "WAL");
            // What was acknowledged is on the disk, whatever happens to the machine.
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("busy_timeout", Long.toString(PATIENCE.toMillis()));
            config.addDataSourceProperty("foreign_keys", "true");
            // A transaction that reads first and writes then would fail where another wrote meanwhile.
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        } else {
            config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
            config.addDataSourceProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
            config.addDataSourceProperty("ApplicationName", "coldstart");
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException(
                    "the database " + address + " can't be reached: "
                            + rootCause(e).getMessage() + ". Is it running, and are address, user and password right?",
                    e);
        }
    }

    /** Reads. What it sees may be from between two writes, if it asks more than once. */
    public <T> T read(Function<Handle, T> work) {
        return answered(() -> jdbi.withHandle(work::apply));
    }

    /**
     * Asks the database for nothing.
     *
     * @throws StoreException when it does not answer
     */
    public void ping() {
        int _ = read(handle -> handle.createQuery("select 1").mapTo(int.class).one());
    }

    /** Reads from one moment, however often it asks. */
    public <T> T snapshot(Function<Handle, T> work) {
        return answered(() -> jdbi.withHandle(handle -> {
            if (sqlite) {
                // As by the driver it would be a writing one.
                handle.execute("begin deferred");
            } else {
                handle.execute("begin isolation level repeatable read read only");
            }
            try {
                return work.apply(handle);
            } finally {
                handle.execute("rollback");
            }
        }));
    }

    /** Reads and writes, all of it or nothing. One at a time: to be short. */
    public <T> T write(Function<Handle, T> work) {
        writing.lock();
        try {
            lock.ifPresent(ServiceLock::hold);
            return answered(() -> jdbi.inTransaction(work::apply));
        } finally {
            writing.unlock();
        }
    }

    /** The same, for what has no answer. */
    public void change(Consumer<Handle> work) {
        var _ = write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (ConnectionException e) {
            throw unavailable(e);
        } catch (JdbiException e) {
            throw e.getCause() instanceof SQLException cause && isOutage(cause) ? unavailable(e) : e;
        }
    }

    private static StoreUnavailableException unavailable(RuntimeException e) {
        return new StoreUnavailableException(
                "the database does not answer: " + rootCause(e).getMessage(), e);
    }

    /** No connection, no room, no lock in time: not a mistake in what was asked. */
    private static boolean isOutage(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || SqliteOutage.is(e);
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void close() {
        lock.ifPresent(ServiceLock::close);
        pool.close();
    }

    /** Times are whole milliseconds in every database. */
    private static final class InstantAsMillis extends AbstractArgumentFactory<Instant> {
        InstantAsMillis() {
            super(Types.BIGINT);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setLong(position, value.toEpochMilli());
        }
    }
}
