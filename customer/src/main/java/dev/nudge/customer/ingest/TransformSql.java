package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.Collection.Combine;
import dev.nudge.customer.sql.BoundSql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL around a transform. A batch of records is five arrays; the relation {@code _input} makes
 * a row of each, and a table takes what the transform makes of it:
 *
 * <pre>
 * insert into TABLE (COLUMNS)
 * with _input as (records of the batch)
 * select distinct on (KEY) COLUMNS from (TRANSFORM) order by KEY, event_time desc
 * on conflict (KEY) do update ... where excluded.event_time >= event_time
 * </pre>
 */
final class TransformSql {
  static final String EVENT_TIME = "event_time";
  static final String DELETED = "_deleted";

  private static final String NO_RECORDS = "'{}'";

  private final Collection collection;

  TransformSql(Collection collection) {
    this.collection = collection;
  }

  /** A table's name, with its schema. */
  String table() {
    return "customer." + quoted(collection.id() + '_' + collection.fingerprint());
  }

  /** What queries see. */
  String view() {
    return "data." + quoted(collection.id());
  }

  /**
   * The rows that the transform makes of no record: what columns it has.
   *
   * @param purpose what is done with such a query: {@code explain}, {@code create table ... as}
   */
  BoundSql shape(String purpose) {
    return around(purpose + "with " + input(NO_RECORDS) + " select * from (", ") as _out");
  }

  /**
   * Takes a batch: five parameters, arrays of the records, keys, sources, positions and times.
   *
   * @param columns of the table
   */
  String insert(List<String> columns) {
    boolean timed = columns.contains(EVENT_TIME);
    String key = list(collection.key());
    String select =
        collection.combine().isEmpty()
            ? "select distinct on (" + key + ") " + list(columns)
            : "select " + combined(columns);
    String end =
        collection.combine().isEmpty()
            ? " order by " + key + (timed ? ", event_time desc nulls last" : "") + ", _n desc"
            : " group by " + key;
    return around(
            "insert into "
                + table()
                + " as t ("
                + list(columns)
                + ") with "
                + input("?")
                + ' '
                + select
                + " from (select _out.*, row_number() over () as _n from (",
            ") as _out) as _rows"
                + retained(timed)
                + end
                + " on conflict ("
                + key
                + ") "
                + conflict(columns, timed))
        .driverText();
  }

  private BoundSql around(String before, String after) {
    // A comment at its end must not swallow what follows.
    return BoundSql.of(before, collection.transform(), '\n' + after, name -> "text");
  }

  private String input(String array) {
    String columns =
        collection.input().entrySet().stream()
            .map(column -> quoted(column.getKey()) + ' ' + column.getValue())
            .collect(Collectors.joining(", "));
    return "_input as materialized (select _about.*"
        + (columns.isEmpty() ? "" : ", _fields.*")
        + " from (select _text::jsonb as _record, _key, _source, _position, _time from unnest("
        + String.join(
            ", ",
            array + "::text[]",
            array + "::text[]",
            array + "::text[]",
            array + "::bigint[]",
            array + "::timestamptz[]")
        + ") as _batch (_text, _key, _source, _position, _time)) as _about"
        + (columns.isEmpty()
            ? ""
            : " cross join lateral jsonb_to_record(_record) as _fields (" + columns + ")")
        + ")";
  }

  private String retained(boolean timed) {
    if (!timed || collection.retention().isEmpty()) {
      return "";
    }
    return " where " + EVENT_TIME + " is null or " + EVENT_TIME + " >= " + oldest();
  }

  /** Before this, rows go. */
  String oldest() {
    return "now() - interval '" + collection.retention().orElseThrow().toSeconds() + " seconds'";
  }

  private String combined(List<String> columns) {
    return columns.stream()
        .map(
            column -> {
              String name = quoted(column);
              Combine how = collection.combine().get(column);
              if (how == null) {
                return name;
              }
              return switch (how) {
                case MIN -> "min(" + name + ")";
                case MAX -> "max(" + name + ")";
                case MERGE -> "customer.merge(" + name + " order by _n)";
                case UNION -> "customer.unite(" + name + ")";
              };
            })
        .collect(Collectors.joining(", "));
  }

  private String conflict(List<String> columns, boolean timed) {
    List<String> changes = new ArrayList<>();
    for (String column : columns) {
      if (collection.key().contains(column)) {
        continue;
      }
      String name = quoted(column);
      Combine how = collection.combine().get(column);
      String value =
          how == null
              ? "excluded." + name
              : switch (how) {
                case MIN -> "least(t." + name + ", excluded." + name + ")";
                case MAX -> "greatest(t." + name + ", excluded." + name + ")";
                case MERGE -> "customer.merged(t." + name + ", excluded." + name + ")";
                case UNION -> "customer.united(t." + name + ", excluded." + name + ")";
              };
      changes.add(name + " = " + value);
    }
    if (changes.isEmpty()) {
      return "do nothing";
    }
    boolean latest =
        timed && collection.combine().isEmpty() && !collection.key().contains(EVENT_TIME);
    return "do update set "
        + String.join(", ", changes)
        + (latest ? " where t.event_time is null or excluded.event_time >= t.event_time" : "");
  }

  /** The view of its table: without what was deleted, and without what an update took away. */
  String viewOf(List<String> columns) {
    String shown =
        columns.stream()
            .filter(column -> !column.equals(DELETED))
            .map(
                column ->
                    collection.combine().get(column) == Combine.MERGE
                        ? "customer.merged(" + quoted(column) + ", null) as " + quoted(column)
                        : quoted(column))
            .collect(Collectors.joining(", "));
    return "select "
        + shown
        + " from "
        + table()
        + (columns.contains(DELETED) ? " where _deleted is not true" : "");
  }

  static String list(List<String> names) {
    return names.stream().map(TransformSql::quoted).collect(Collectors.joining(", "));
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
