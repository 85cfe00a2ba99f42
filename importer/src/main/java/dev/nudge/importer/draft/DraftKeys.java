package dev.nudge.importer.draft;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a mapping together, key by key, in the order they shall be written. */
public final class DraftKeys {
  private final Position origin;
  private final Map<String, DraftValue> members = new LinkedHashMap<>();

  /** A mapping that comes from this place. */
  public DraftKeys(Position origin) {
    this.origin = origin;
  }

  /** A key with a value. */
  public DraftKeys put(String key, DraftValue value) {
    members.put(key, value);
    return this;
  }

  /** A key with a string. */
  public DraftKeys put(String key, Position from, String text) {
    return put(key, DraftValue.text(from, text));
  }

  /** A key that is {@code true}. */
  public DraftKeys flag(String key, Position from) {
    return put(key, new DraftValue.Scalar(from, Node.Scalar.Type.BOOLEAN, "true"));
  }

  /** The mapping. */
  public DraftValue.Mapping build() {
    return new DraftValue.Mapping(origin, members);
  }
}
