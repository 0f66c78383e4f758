package dev.coldstart.service.store;

import dev.coldstart.core.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of all tables as JSON lines, which every database can write and read. */
final class Tables {

    /** Each after those that it refers to. */
    static final List<String> ALL = List.of(
            "repository",
            "token",
            "artifact",
            "artifact_owner",
            "known_build",
            "comparison",
            "comparison_variant",
            "event",
            "idempotency",
            "figure",
            "worker",
            "audit");

    private static final int BATCH = 500;

    private Tables() {}

    static void write(Handle handle, BufferedWriter out) {
        for (String table : ALL) {
            handle.createQuery("select * from " + table).setFetchSize(BATCH).scanResultSet((rows, context) -> {
                try (context;
                        ResultSet all = rows.get()) {
                    while (all.next()) {
                        ObjectNode line = Json.line().createObjectNode();
                        line.put("table", table);
                        line.set("row", row(all));
                        out.write(line.toString());
                        out.write('\n');
                    }
                    return true;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static ObjectNode row(ResultSet all) throws SQLException {
        ObjectNode row = Json.line().createObjectNode();
        ResultSetMetaData columns = all.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnName(i);
            Object value = all.getObject(i);
            if (value == null) {
                continue;
            }
            if (columns.getColumnTypeName(i).toLowerCase(Locale.ROOT).startsWith("bool")) {
                row.put(name, all.getBoolean(i));
            } else if (value instanceof Double number) {
                row.put(name, number);
            } else if (value instanceof Number number) {
                row.put(name, number.longValue());
            } else {
                row.put(name, value.toString());
            }
        }
        return row;
    }

    /** Writes the rows into tables that are empty. */
    static void read(Handle handle, BufferedReader in) {
        in.lines().forEach(text -> {
            JsonNode line = Json.line().readTree(text);
            String table = line.path("table").asString();
            if (!ALL.contains(table)) {
                throw new StoreException("the backup has a table " + table + ", which this version does not know");
            }
            insert(handle, table, line.path("row"));
        });
    }

    private static void insert(Handle handle, String table, JsonNode row) {
        List<String> columns = new ArrayList<>(row.propertyNames());
        for (String column : columns) {
            if (!column.matches("[a-z_0-9]+")) {
                throw new StoreException("the backup has a column " + column + ", which this version does not know");
            }
        }
        String marks = String.join(", ", columns.stream().map(c -> "?").toList());
        String sql = "insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks + ")";
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                JsonNode value = row.path(columns.get(i));
                if (value.isBoolean()) {
                    statement.setBoolean(i + 1, value.asBoolean());
                } else if (value.isIntegralNumber()) {
                    statement.setLong(i + 1, value.asLong());
                } else if (value.isNumber()) {
                    statement.setDouble(i + 1, value.asDouble());
                } else {
                    statement.setString(i + 1, value.asString());
                }
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("the backup's " + table + " can't be restored: " + e.getMessage(), e);
        }
    }
}
