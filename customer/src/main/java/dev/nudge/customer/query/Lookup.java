package dev.nudge.customer.query;

import dev.nudge.customer.store.Store;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Looks customers up by their ids, in one statement: all that the view customers knows, and the
 * segments they are in. Safe for use by several threads.
 */
public final class Lookup {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final String QUERY =
      """
      select customers.*, array(
        select segment from segment_members
        where segment_members.user_id = customers.user_id order by segment
      ) as segments
      from customers where user_id = any(?)
      """;

  private final DataSource readers;

  /** Over the customers of a store. */
  public Lookup(Store store) {
    readers = store.reading();
  }

  /** A customer as a JSON object; nothing where nothing is known. */
  public Optional<byte[]> one(String id) throws QueryFailed {
    Rows rows = read(List.of(id));
    if (rows.rows().isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = Format.generator(bytes)) {
      Format.row(json, rows.columns(), rows.rows().get(0));
    }
    return Optional.of(bytes.toByteArray());
  }

  /** Customers as {@code {"people":[..],"unknown":[ids]}}, each once. */
  public byte[] several(List<String> ids) throws QueryFailed {
    Rows rows = read(ids);
    Set<String> unknown = new LinkedHashSet<>(ids);
    int key = rows.columns().stream().map(Column::name).toList().indexOf("user_id");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = Format.generator(bytes)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("people");
      for (List<@Nullable Object> row : rows.rows()) {
        Format.row(json, rows.columns(), row);
        unknown.remove(String.valueOf(row.get(key)));
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("unknown");
      unknown.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private Rows read(List<String> ids) throws QueryFailed {
    try {
      return Reading.read(anew -> read(anew ? Reading.anew(QUERY) : QUERY, ids));
    } catch (SQLException e) {
      throw new QueryFailed(Reading.kind(e), "customers cannot be looked up: " + e.getMessage(), e);
    }
  }

  private Rows read(String sql, List<String> ids) throws SQLException {
    try (Connection connection = readers.getConnection()) {
      Reading.begin(connection, PATIENCE_MILLIS);
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setArray(1, connection.createArrayOf("text", ids.toArray()));
        try (ResultSet answer = query.executeQuery()) {
          List<Column> columns = Column.of(answer.getMetaData());
          List<List<@Nullable Object>> rows = new ArrayList<>();
          while (answer.next()) {
            rows.add(Cells.row(answer, columns));
          }
          return new Rows(columns, rows, false);
        }
      } finally {
        Reading.end(connection);
      }
    }
  }
}
