package dev.nudge.job.size;

import dev.nudge.engine.json.JsonWriter;
import dev.nudge.job.message.Outgoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A record that is being cut: its members, and which of them are no longer whole. Mutable. */
final class CutRecord {
  private static final String CUT = "cut";
  private static final String SHAPED = "value";

  private final JsonWriter json = new JsonWriter();
  private final Outgoing original;
  private final Map<String, Object> members;
  private final Set<String> cut = new LinkedHashSet<>();
  private final int bound;
  private String key;
  private byte @Nullable [] shaped;

  CutRecord(Outgoing original, int bound) {
    this.original = original;
    this.bound = bound;
    this.key = original.key();
    this.shaped = original.shaped();
    this.members = Tree.read(original.value());
    if (members.remove(CUT) instanceof List<?> before) {
      before.forEach(name -> cut.add(name.toString()));
    }
  }

  /** The properties of events that matter. */
  Set<String> reads() {
    return original.reads();
  }

  int bound() {
    return bound;
  }

  /** The record's key, at most so many bytes of it. */
  void shortenKey(int bytes) {
    key = Shortened.toBytes(key, bytes);
  }

  @Nullable Object get(String name) {
    return members.get(name);
  }

  /** Changes a member that is there; one that becomes another is marked. */
  void change(String name, UnaryOperator<Object> change) {
    Object before = members.get(name);
    if (before != null) {
      Object after = change.apply(before);
      if (!after.equals(before)) {
        members.put(name, after);
        cut.add(name);
      }
    }
  }

  /** Leaves a member out, and marks that. */
  void drop(String name) {
    if (members.remove(name) != null) {
      cut.add(name);
    }
  }

  /** Shortens the texts and lists of a value that has a shape of its own, and marks that. */
  void shortenShaped(int characters, int elements) {
    if (shaped != null) {
      Map<String, Object> whole = Tree.read(shaped);
      Object less = Shortened.value(whole, characters, elements);
      if (!less.equals(whole)) {
        shaped = json.writeValue(less);
        cut.add(SHAPED);
      }
    }
  }

  /** Says something beside what was there. */
  void say(String name, Object value) {
    members.put(name, value);
  }

  /** How many bytes are left for more; negative where it is too large. */
  int room() {
    return bound - RecordSize.of(written());
  }

  Outgoing written() {
    Map<String, Object> all = new LinkedHashMap<>(members);
    if (!cut.isEmpty()) {
      all.put(CUT, new ArrayList<>(cut));
    }
    return new Outgoing(
        original.kind(), original.topic(), key, json.writeValue(all), Set.of(), shaped);
  }
}
