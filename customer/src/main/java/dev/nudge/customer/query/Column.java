package dev.nudge.customer.query;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of an answer.
 *
 * @param type text, integer, number, boolean, timestamp (with a zone), local_timestamp (without),
 *     date, duration, json, or a list of these such as {@code integer[]}; text for all others
 */
public record Column(String name, String type) {
  /** The columns of an answer, which need not be there yet. */
  public static List<Column> of(ResultSetMetaData answer) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= answer.getColumnCount(); i++) {
      columns.add(new Column(answer.getColumnLabel(i), type(answer.getColumnTypeName(i))));
    }
    return columns;
  }

  private static String type(String of) {
    if (of.startsWith("_")) {
      return type(of.substring(1)) + "[]";
    }
    return switch (of) {
      case "int2", "int4", "int8", "oid", "serial", "bigserial", "smallserial" -> "integer";
      case "numeric", "float4", "float8" -> "number";
      case "bool" -> "boolean";
      case "timestamptz" -> "timestamp";
      case "timestamp" -> "local_timestamp";
      case "date" -> "date";
      case "interval" -> "duration";
      case "json", "jsonb" -> "json";
      default -> "text";
    };
  }
}
