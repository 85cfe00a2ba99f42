package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Null;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a database's row travels in. Its rows come out as members of an object of their
 * own each, beside {@link #CHANGE}, which says what happened to them.
 *
 * @param format whose records they are
 * @param operations of which a row is an event; those of others are passed over
 */
record Envelope(ChangeFormat format, Set<Operation> operations) {
  /** The member that says what happened: operation, table, database, time, old. */
  static final String CHANGE = "change";

  /** What becomes an event where the mapping does not say. */
  static final Set<Operation> USUAL = Set.of(Operation.INSERT, Operation.UPDATE);

  /**
   * The same of a table whose rows are what is known now, those from before the stream included.
   */
  static final Set<Operation> OF_TABLE = Set.of(Operation.INSERT, Operation.UPDATE, Operation.READ);

  /** The same where a deleted row is to be forgotten. */
  static final Set<Operation> ALL = Set.of(Operation.values());

  /** Where a change stands in the log of PostgreSQL, or of MySQL and MariaDB. */
  private static final List<String> POSITIONS = List.of("lsn", "pos");

  /** Of a record: when it was passed on. */
  private static final Set<String> PASSING = Set.of("ts_ms", "ts_us", "ts_ns", "transaction");

  /** Of a source: who passes it on, and what was passed on before. */
  private static final Set<String> PASSER = Set.of("version", "snapshot", "sequence");

  /** Of a source: all that there is of a row that was there before, which may be read again. */
  private static final Set<String> TABLE = Set.of("name", "db", "schema", "table");

  private static final String NO_CHANGE = "not a change";

  enum Operation {
    INSERT,
    UPDATE,
    DELETE,
    /** A row that was there before the stream began. */
    READ;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The rows of a record, none where it is passed over, or why it is no change. */
  Parsed<List<Map<String, Object>>> rows(Map<String, Object> record) {
    return switch (format) {
      case DEBEZIUM -> debezium(record);
      case CANAL -> canal(record);
      case MAXWELL -> maxwell(record);
    };
  }

  /**
   * What stays the same of a change when its record is written again, as it is after a crash; empty
   * where the record does not say where the change stands in the database's log, so that all of it
   * counts. Rows that are equal, of a table without a key, are one where they stand at one place.
   */
  Optional<byte[]> identity(Map<String, Object> record) {
    Map<String, Object> change = new LinkedHashMap<>(payload(record));
    if (format != ChangeFormat.DEBEZIUM
        || !(change.get("source") instanceof Map<?, ?> inner)
        || POSITIONS.stream().noneMatch(name -> inner.get(name) instanceof Long)) {
      return Optional.empty();
    }
    Map<String, Object> source = object(inner);
    if ("r".equals(change.get("op"))) {
      source.keySet().retainAll(TABLE);
    } else {
      source.keySet().removeAll(PASSER);
    }
    change.keySet().removeAll(PASSING);
    change.put("source", source);
    return Optional.of(change.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The columns that a change does not tell, since it did not touch them. */
  Set<String> untold(Map<String, Object> record) {
    Set<String> untold = new TreeSet<>();
    if (payload(record).get("after") instanceof Map<?, ?> row) {
      object(row)
          .forEach(
              (name, value) -> {
                if (value.equals(DebeziumTypes.UNTOLD)) {
                  untold.add(name);
                }
              });
    }
    return untold;
  }

  private static Map<String, Object> payload(Map<String, Object> record) {
    return record.get("payload") instanceof Map<?, ?> inner ? object(inner) : record;
  }

  // https://debezium.io/documentation/reference/stable/connectors/mysql.html, data change events
  private Parsed<List<Map<String, Object>>> debezium(Map<String, Object> record) {
    if (record.get("payload") == Null.NULL) {
      return Parsed.accepted(List.of()); // a tombstone, as it is written with a schema
    }
    Map<String, Object> payload = payload(record);
    if (!(payload.get("op") instanceof String op)) {
      return Parsed.rejected(NO_CHANGE, "a record of Debezium has an 'op'");
    }
    @Nullable Operation operation =
        switch (op) {
          case "c" -> Operation.INSERT;
          case "u" -> Operation.UPDATE;
          case "d" -> Operation.DELETE;
          case "r" -> Operation.READ;
          default -> null; // truncated, or a message
        };
    if (operation == null || !operations.contains(operation)) {
      return Parsed.accepted(List.of());
    }
    String side = operation == Operation.DELETE ? "before" : "after";
    if (!(payload.get(side) instanceof Map<?, ?> row)) {
      return Parsed.rejected(NO_CHANGE, "op '" + op + "' without '" + side + "'");
    }
    DebeziumTypes types = DebeziumTypes.of(record.get("schema"), side);
    Map<String, Object> source =
        payload.get("source") instanceof Map<?, ?> inner ? object(inner) : Map.of();
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("operation", operation.word());
    change.put("table", source.getOrDefault("table", source.getOrDefault("collection", "")));
    change.put("database", source.getOrDefault("db", ""));
    // When the row was changed, and, failing that, when Debezium saw it.
    Optional<Instant> time = millis(source.get("ts_ms")).or(() -> millis(payload.get("ts_ms")));
    time.ifPresent(at -> change.put("time", at));
    if (operation == Operation.UPDATE && payload.get("before") instanceof Map<?, ?> old) {
      change.put("old", types.read(object(old)));
    }
    return Parsed.accepted(List.of(with(types.read(object(row)), change)));
  }

  // https://github.com/alibaba/canal: FlatMessage
  private Parsed<List<Map<String, Object>>> canal(Map<String, Object> record) {
    if (!(record.get("type") instanceof String type)) {
      return Parsed.rejected(NO_CHANGE, "a record of Canal has a 'type'");
    }
    Optional<Operation> operation = operation(type);
    if (operation.isEmpty() || Boolean.TRUE.equals(record.get("isDdl"))) {
      return Parsed.accepted(List.of());
    }
    if (!(record.get("data") instanceof List<?> data)) {
      return Parsed.rejected(NO_CHANGE, "'data' is no list of rows");
    }
    CanalTypes types = CanalTypes.of(record.get("mysqlType"));
    List<?> olds = record.get("old") instanceof List<?> list ? list : List.of();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      if (!(data.get(i) instanceof Map<?, ?> row)) {
        return Parsed.rejected(NO_CHANGE, "row " + (i + 1) + " of 'data' is no object");
      }
      Map<String, Object> change = change(operation.get(), record);
      millis(record.get("es")).ifPresent(at -> change.put("time", at));
      if (i < olds.size() && olds.get(i) instanceof Map<?, ?> old) {
        change.put("old", types.read(object(old)));
      }
      rows.add(with(types.read(object(row)), change));
    }
    return Parsed.accepted(operations.contains(operation.get()) ? rows : List.of());
  }

  // https://maxwells-daemon.io/dataformat
  private Parsed<List<Map<String, Object>>> maxwell(Map<String, Object> record) {
    if (!(record.get("type") instanceof String type)) {
      return Parsed.rejected(NO_CHANGE, "a record of Maxwell has a 'type'");
    }
    Optional<Operation> operation =
        type.equals("bootstrap-insert") ? Optional.of(Operation.READ) : operation(type);
    if (operation.isEmpty() || !operations.contains(operation.get())) {
      return Parsed.accepted(List.of());
    }
    if (!(record.get("data") instanceof Map<?, ?> row)) {
      return Parsed.rejected(NO_CHANGE, "'data' is no object");
    }
    Map<String, Object> change = change(operation.get(), record);
    if (record.get("ts") instanceof Long seconds) {
      seconds(seconds).ifPresent(at -> change.put("time", at));
    }
    if (record.get("old") instanceof Map<?, ?> old) {
      change.put("old", old);
    }
    return Parsed.accepted(List.of(with(object(row), change)));
  }

  private static Optional<Operation> operation(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "insert" -> Optional.of(Operation.INSERT);
      case "update" -> Optional.of(Operation.UPDATE);
      case "delete" -> Optional.of(Operation.DELETE);
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> change(Operation operation, Map<String, Object> record) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("operation", operation.word());
    change.put("table", record.getOrDefault("table", ""));
    change.put("database", record.getOrDefault("database", ""));
    return change;
  }

  private static Map<String, Object> with(Map<String, Object> row, Map<String, Object> change) {
    Map<String, Object> both = new LinkedHashMap<>(row);
    both.put(CHANGE, change);
    return both;
  }

  private static Optional<Instant> millis(@Nullable Object value) {
    return value instanceof Long millis && millis > 0 && IsoTime.isValid(millis)
        ? Optional.of(Instant.ofEpochMilli(millis))
        : Optional.empty();
  }

  private static Optional<Instant> seconds(long value) {
    return value > 0 && value < Long.MAX_VALUE / 1_000 ? millis(value * 1_000) : Optional.empty();
  }

  /** A JSON object, whose names are strings. */
  static Map<String, Object> object(Map<?, ?> map) {
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((name, value) -> object.put((String) name, value == null ? Null.NULL : value));
    return object;
  }
}
