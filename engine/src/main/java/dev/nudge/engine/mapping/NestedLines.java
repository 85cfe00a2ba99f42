package dev.nudge.engine.mapping;

import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Lines of JSON that become no value, or several. Each line is read as a whole first. */
final class NestedLines<T> implements LineReader<T> {
  private final JsonReader json = new JsonReader();
  private final Unnesting unnesting;
  private final Rows<T> rows;

  /** Makes the value of a row. */
  interface Rows<T> {
    /**
     * The value of a row.
     *
     * @param bytes whose {@code [from, to)} tell this record apart from others
     * @param index tells the rows of one line apart, from 0
     */
    Parsed<T> read(
        Map<String, Object> row, byte[] bytes, int from, int to, long arrival, int index);
  }

  NestedLines(Unnesting unnesting, Rows<T> rows) {
    this.unnesting = unnesting;
    this.rows = rows;
  }

  @Override
  public Parsed<T> read(byte[] bytes, int from, int to, long arrival) {
    List<Parsed<T>> all = new ArrayList<>();
    readAll(bytes, from, to, arrival, all::add);
    return all.size() == 1
        ? all.get(0)
        : Parsed.rejected("not one event", "the record holds " + all.size());
  }

  @Override
  public void readAll(byte[] bytes, int from, int to, long arrival, Consumer<Parsed<T>> into) {
    Map<String, Object> record = new LinkedHashMap<>();
    Optional<Rejection> rejection =
        json.read(bytes, from, to, (name, kind, member) -> record.put(name, member.box(kind)));
    if (rejection.isPresent()) {
      if (unnesting.envelope().isPresent() && isNull(bytes, from, to)) {
        return; // a tombstone, as it is written to files
      }
      into.accept(new Parsed.Rejected<>(rejection.get()));
      return;
    }
    List<Parsed<Map<String, Object>>> all = unnesting.rows(record);
    Optional<byte[]> identity = unnesting.envelope().flatMap(envelope -> envelope.identity(record));
    byte[] named = identity.orElse(bytes);
    int begin = identity.isPresent() ? 0 : from;
    int end = identity.isPresent() ? named.length : to;
    for (int i = 0; i < all.size(); i++) {
      into.accept(at(i, all.size(), one(all.get(i), named, begin, end, arrival, i)));
    }
  }

  private static boolean isNull(byte[] bytes, int from, int to) {
    return new String(bytes, from, Math.min(to - from, 10), StandardCharsets.UTF_8)
        .strip()
        .equals("null");
  }

  private Parsed<T> one(
      Parsed<Map<String, Object>> row, byte[] bytes, int from, int to, long arrival, int index) {
    if (row instanceof Parsed.Accepted<Map<String, Object>> accepted) {
      return rows.read(accepted.value(), bytes, from, to, arrival, index);
    }
    return new Parsed.Rejected<>(((Parsed.Rejected<Map<String, Object>>) row).rejection());
  }

  /** Says which row it is that cannot be used, where there are several. */
  private static <T> Parsed<T> at(int row, int rows, Parsed<T> parsed) {
    if (rows == 1 || !(parsed instanceof Parsed.Rejected<T> rejected)) {
      return parsed;
    }
    Rejection why = rejected.rejection();
    return Parsed.rejected(why.reason(), "row " + (row + 1) + ": " + why.detail());
  }
}
