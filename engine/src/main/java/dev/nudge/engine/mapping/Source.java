package dev.nudge.engine.mapping;

import java.util.ArrayList;
import java.util.List;

/** Where a value comes from. */
sealed interface Source {
  /** A CSV column, or a member of the JSON object. */
  record Column(String name) implements Source {}

  /**
   * A place further down in the JSON object (RFC 6901).
   *
   * @param head the member of the object
   * @param rest the names or indexes from there
   */
  record Pointer(String head, List<String> rest) implements Source {
    @Override
    public String toString() {
      return "/" + head + "/" + String.join("/", rest);
    }
  }

  /** Always the same. */
  record Constant(String value) implements Source {}

  /** The source that a text names: a pointer where it begins with a slash. */
  static Source of(String text) {
    if (!text.startsWith("/")) {
      return new Column(text);
    }
    List<String> path = new ArrayList<>();
    for (String segment : text.substring(1).split("/", -1)) {
      path.add(segment.replace("~1", "/").replace("~0", "~"));
    }
    return path.size() == 1
        ? new Column(path.get(0))
        : new Pointer(path.get(0), List.copyOf(path.subList(1, path.size())));
  }
}
