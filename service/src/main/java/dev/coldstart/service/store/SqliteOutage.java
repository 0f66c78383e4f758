package dev.coldstart.service.store;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite says when the disk, and not the question, is the trouble. */
final class SqliteOutage {

    private static final int PRIMARY = 0xff;

    private static final Set<SQLiteErrorCode> TROUBLES = EnumSet.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CANTOPEN);

    private SqliteOutage() {}

    static boolean is(SQLException e) {
        // Extended codes have the primary one in their lowest byte.
        return e instanceof SQLiteException sqlite
                && TROUBLES.contains(SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY));
    }
}
