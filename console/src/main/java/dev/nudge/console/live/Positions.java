package dev.nudge.console.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a reader has come: the next offset of each partition. Its text is the {@code id} of
 * server-sent events: {@code t0.17-t1.4-x0.120}.
 *
 * @param next by place
 */
record Positions(Map<Place, Long> next) {
  private static final Pattern PART = Pattern.compile("([a-z])([0-9]{1,6})\\.([0-9]{1,18})");

  /** More partitions than any broker has for us, fewer than could do harm. */
  private static final int LONGEST = 100_000;

  static final Positions NONE = new Positions(Map.of());

  /**
   * A partition of the topics of a kind.
   *
   * @param partition see {@link ResultTopics}
   */
  record Place(Kind kind, int partition) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = kind.compareTo(other.kind);
      return order != 0 ? order : Integer.compare(partition, other.partition);
    }
  }

  Positions {
    next = Map.copyOf(next);
  }

  /** Reads the text of one; nothing where it is none. */
  static Optional<Positions> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Map<Place, Long> next = new HashMap<>();
    for (String part : text.split("-", -1)) {
      Matcher matcher = PART.matcher(part);
      Optional<Kind> kind =
          matcher.matches() ? Kind.ofCode(matcher.group(1).charAt(0)) : Optional.empty();
      if (kind.isEmpty()) {
        return Optional.empty();
      }
      next.put(
          new Place(kind.get(), Integer.parseInt(matcher.group(2))),
          Long.parseLong(matcher.group(3)));
    }
    return Optional.of(new Positions(next));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(next)
        .forEach(
            (place, offset) ->
                text.append(text.isEmpty() ? "" : "-")
                    .append(place.kind().code())
                    .append(place.partition())
                    .append('.')
                    .append(offset));
    return text.toString();
  }
}
