package dev.nudge.console.collect.tracking;

import dev.nudge.console.collect.JsonTree;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of somebody, as the messages of a request change it. A change costs as much as it
 * is large, however much is known. Serves one thread.
 */
final class Traits {
  /** Of a removed trait, beside its name: quotes, {@code :null} and a comma. */
  private static final int NULL_BYTES = 8;

  private static final int MOST_BYTES_OF_A_CHARACTER = 3;

  private final ObjectNode members;

  /** Of the members as JSON, each with a comma. */
  private final long bytes;

  /** By this request, and not set again: for them a record says null. */
  private final Set<String> removed;

  private Traits(ObjectNode members, long bytes, Set<String> removed) {
    this.members = members;
    this.bytes = bytes;
    this.removed = removed;
  }

  static Traits none() {
    return new Traits(JsonNodeFactory.instance.objectNode(), 0, Set.of());
  }

  /** From their JSON as {@link JsonTree#bytes} writes it. */
  static Traits of(byte[] json) {
    ObjectNode members = JsonTree.object(json);
    return members.isEmpty() ? none() : new Traits(members, json.length - 1L, Set.of());
  }

  /** The value of one, missing where there is none. */
  JsonNode get(String name) {
    return members.path(name);
  }

  /** All of them, not to be changed. */
  ObjectNode members() {
    return members;
  }

  /** A record that says all that is known of the user, and what is not any more. */
  byte[] record(String user) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("user", user);
    record.setAll(members);
    removed.forEach(record::putNull);
    return JsonTree.bytes(record);
  }

  /** With what is known of a visitor alone, and then an update: null removes. */
  Change change(Optional<Traits> visitor, ObjectNode update) {
    Traits base = this;
    Map<String, JsonNode> values = new LinkedHashMap<>();
    if (visitor.isPresent() && visitor.get().bytes > bytes) {
      base = visitor.get();
      members.properties().forEach(member -> values.put(member.getKey(), member.getValue()));
    } else if (visitor.isPresent()) {
      for (Map.Entry<String, JsonNode> member : visitor.get().members.properties()) {
        if (!members.has(member.getKey())) {
          values.put(member.getKey(), member.getValue());
        }
      }
    }
    update.properties().forEach(member -> values.put(member.getKey(), member.getValue()));
    return new Change(base, values, removed);
  }

  /** A change that has not been made yet. */
  static final class Change {
    private final Traits base;
    private final Map<String, JsonNode> values;
    private final Set<String> removed;
    private final long bytes;
    private final int count;

    private Change(Traits base, Map<String, JsonNode> values, Set<String> removedBefore) {
      this.base = base;
      this.values = values;
      this.removed = new LinkedHashSet<>(removedBefore);
      long sum = base.bytes;
      int left = base.members.size();
      for (Map.Entry<String, JsonNode> value : values.entrySet()) {
        JsonNode before = base.members.get(value.getKey());
        if (before != null) {
          sum -= bytesOf(value.getKey(), before);
          left--;
        }
        if (value.getValue().isNull()) {
          removed.add(value.getKey());
        } else {
          sum += bytesOf(value.getKey(), value.getValue());
          left++;
        }
      }
      this.bytes = sum;
      this.count = left;
      removed.removeIf(this::stays);
    }

    private boolean stays(String name) {
      JsonNode value = values.get(name);
      return value == null ? base.members.has(name) : !value.isNull();
    }

    /** How many members a record would have. */
    int width() {
      return 1 + count + removed.size();
    }

    /** How many bytes a record would have, at most. */
    long size(String user) {
      long size = 1 + bytesOf("user", JsonNodeFactory.instance.stringNode(user)) + bytes;
      for (String name : removed) {
        size += (long) MOST_BYTES_OF_A_CHARACTER * name.length() + NULL_BYTES;
      }
      return size;
    }

    /** Whether there is anything to tell. */
    boolean isEmpty() {
      return count == 0 && values.isEmpty();
    }

    /** Makes it; what it was made of is not to be used any more. */
    Traits make() {
      values.forEach(
          (name, value) -> {
            if (value.isNull()) {
              base.members.remove(name);
            } else {
              base.members.set(name, value);
            }
          });
      return new Traits(base.members, bytes, removed);
    }
  }

  /** As a member of an object, with a comma. */
  private static long bytesOf(String name, JsonNode value) {
    ObjectNode one = JsonNodeFactory.instance.objectNode();
    one.set(name, value);
    return JsonTree.bytes(one).length - 1L;
  }
}
