package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.Collection.Combine;
import dev.nudge.customer.collection.Collection.Index;
import dev.nudge.customer.collection.Source;
import dev.nudge.customer.sql.BoundSql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL around a transform. A batch of records is five arrays; the relation {@code _input} makes
 * a row of each, and a table takes what the transform makes of it:
 *
 * <pre>
 * with
 *   _input as (records of the batch),
 *   _rows as (TRANSFORM),
 *   _taken as (
 *     insert into TABLE (COLUMNS)
 *     select distinct on (KEY) COLUMNS from _rows where (not too old) order by KEY, event_time desc
 *     on conflict (KEY) do update ... where excluded.event_time >= event_time
 *   )
 * select count(*) from _rows where (too old)
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
    return table("");
  }

  /** A table beside it. */
  String table(String suffix) {
    return "customer." + quoted(collection.id() + '_' + collection.fingerprint() + suffix);
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
   * The rows of some records, as JSON, each with the column of its key that has no value, if so:
   * the same five parameters as {@link #insert}.
   */
  BoundSql preview() {
    String missing =
        collection.key().stream()
            .map(key -> "when " + quoted(key) + " is null then '" + key.replace("'", "''") + '\'')
            .collect(Collectors.joining(" ", "case ", " end"));
    return around(
        "with " + input("?") + " select row_to_json(_out)::text, " + missing + " from (",
        ") as _out");
  }

  /**
   * Takes a batch: five parameters, arrays of the records, keys, sources, positions and times.
   * Answers how many rows were older than the collection keeps.
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
            "with "
                + input("?")
                + ", _rows as materialized (select _out.*, row_number() over () as _n from (",
            ") as _out), _taken as (insert into "
                + table()
                + " as t ("
                + list(columns)
                + ") "
                + select
                + " from _rows"
                + (isKept(timed) ? " where " + EVENT_TIME + " is null or not " + outdated() : "")
                + end
                + " on conflict ("
                + key
                + ") "
                + conflict(columns, timed)
                + ") select "
                + (isKept(timed) ? "count(*) from _rows where " + outdated() : "0"))
        .driverText();
  }

  /** The days, in UTC, of the rows that a batch would leave; parameters as for {@link #insert}. */
  String days() {
    return around(
            "with " + input("?") + " select distinct (event_time at time zone 'UTC')::date from (",
            ") as _out where not "
                + outdated()
                + " and event_time < now() + interval '"
                + DayPartitions.DAYS_AHEAD
                + " days'")
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
    // Of changes also those that delete a row are records.
    boolean changes =
        collection.source() instanceof Source.Topic topic && topic.envelope().isPresent();
    return "_input as materialized (select _about.*"
        + (changes ? ", _record #>> '{change,operation}' = 'delete' as " + DELETED : "")
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

  private boolean isKept(boolean timed) {
    return timed && collection.retention().isPresent();
  }

  private String outdated() {
    return EVENT_TIME + " < " + oldest();
  }

  /** Before this, rows go. */
  String oldest() {
    return "(now() - interval '" + collection.retention().orElseThrow().toSeconds() + " seconds')";
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
            .map(column -> shown(column) + " as " + quoted(column))
            .collect(Collectors.joining(", "));
    return "select "
        + shown
        + " from "
        + table()
        + (columns.contains(DELETED) ? " where _deleted is not true" : "");
  }

  /** Few objects have something to leave out, and to look is much quicker than to build another. */
  private String shown(String column) {
    String name = quoted(column);
    return collection.combine().get(column) == Combine.MERGE
        ? "case when jsonb_path_exists(%1$s, '$.* ? (@ == null)') then customer.merged(%1$s, null)"
                .formatted(name)
            + " else "
            + name
            + " end"
        : name;
  }

  /**
   * What an index is over. Of words, it is the expression that queries write over the view, so that
   * it serves them; what is new is not put aside, where each search would have to look through it.
   */
  String indexed(Index index) {
    List<String> columns = index.columns();
    return switch (index.purpose()) {
      case COLUMNS ->
          columns.stream().map(TransformSql::ordered).collect(Collectors.joining(", ", " (", ")"));
      case PREFIX ->
          columns.stream()
              .map(column -> quoted(column) + " text_pattern_ops")
              .collect(Collectors.joining(", ", " (", ")"));
      case GIN -> " using gin (" + list(columns) + ")";
      case WORDS ->
          " using gin (data.words("
              + shown(columns.get(0))
              + ", "
              + (columns.size() > 1 ? shown(columns.get(1)) : "null")
              + ")) with (fastupdate = off)";
    };
  }

  private static String ordered(String column) {
    int space = column.indexOf(' ');
    return space < 0
        ? quoted(column)
        : quoted(column.substring(0, space)) + column.substring(space);
  }

  static String list(List<String> names) {
    return names.stream().map(TransformSql::quoted).collect(Collectors.joining(", "));
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
