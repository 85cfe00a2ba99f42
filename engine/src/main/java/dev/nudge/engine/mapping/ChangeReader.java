package dev.nudge.engine.mapping;

import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Opens records that are changes of a table's rows. Serves one thread. */
public final class ChangeReader {
  private final JsonReader json = new JsonReader();
  private final Envelope envelope;
  private final Set<String> needed;

  /**
   * A row after it changed or, where it was deleted, before.
   *
   * @param row its columns by name, and under {@code change} what happened to it
   */
  public record Change(Map<String, Object> row, boolean deleted) {}

  /**
   * A reader of changes.
   *
   * @param needed columns without which a change is of no use
   */
  public ChangeReader(ChangeFormat format, Set<String> needed) {
    envelope = new Envelope(format, Envelope.ALL);
    this.needed = Set.copyOf(needed);
  }

  /**
   * The changes of a record, none where it tells of something else than rows; rejected where it is
   * of another form, or does not tell what is needed.
   */
  public Parsed<List<Change>> read(byte[] bytes) {
    Map<String, Object> record = new LinkedHashMap<>();
    Optional<Rejection> rejection =
        json.read(
            bytes, 0, bytes.length, (name, kind, member) -> record.put(name, member.box(kind)));
    if (rejection.isPresent()) {
      return new Parsed.Rejected<>(rejection.get());
    }
    Set<String> missing = new TreeSet<>(envelope.untold(record));
    missing.retainAll(needed);
    if (!missing.isEmpty()) {
      return Parsed.rejected(
          "not told",
          "the change did not touch "
              + String.join(", ", missing)
              + ", and so does not tell it; PostgreSQL does for a table with 'replica identity"
              + " full'");
    }
    Parsed<List<Map<String, Object>>> rows = envelope.rows(record);
    if (rows instanceof Parsed.Rejected<List<Map<String, Object>>> rejected) {
      return new Parsed.Rejected<>(rejected.rejection());
    }
    List<Change> changes = new ArrayList<>();
    for (Map<String, Object> row : ((Parsed.Accepted<List<Map<String, Object>>>) rows).value()) {
      boolean deleted =
          row.get(Envelope.CHANGE) instanceof Map<?, ?> change
              && Envelope.Operation.DELETE.word().equals(change.get("operation"));
      changes.add(new Change(row, deleted));
    }
    return Parsed.accepted(changes);
  }
}
