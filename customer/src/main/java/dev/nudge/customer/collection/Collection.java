package dev.nudge.customer.collection;

import dev.nudge.customer.sql.SqlText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rows that are kept up to date from a source of records. Each record goes through an SQL transform
 * by itself; each row that comes out takes the place of the one with the same key.
 *
 * @param id its name, also in SQL
 * @param description for people; may be empty
 * @param input columns that the transform reads from a record, by name, with PostgreSQL's types
 * @param transform one query over the relation {@code _input}
 * @param key columns that tell rows apart; the first is the one a cluster spreads them by
 * @param combine columns whose values do not replace each other but become one; where there are
 *     any, all columns that are no key
 * @param retention how long a row is kept after its {@code event_time}; for ever where missing
 * @param byDay whether each day of {@code event_time}, in UTC, is a partition of its own, which
 *     goes as a whole
 */
public record Collection(
    String id,
    String description,
    Source source,
    Map<String, String> input,
    SqlText transform,
    List<String> key,
    Map<String, Combine> combine,
    Optional<Duration> retention,
    boolean byDay,
    List<Index> indexes) {
  private static final int FINGERPRINT_BYTES = 4;

  public Collection {
    key = List.copyOf(key);
    indexes = List.copyOf(indexes);
  }

  /** How two values of a column become one, whatever their order. */
  public enum Combine {
    MIN,
    MAX,
    /** Objects key by key: the later value stays, null removes. In the order of the records. */
    MERGE,
    /** Arrays: each element once, sorted. */
    UNION
  }

  /**
   * An index.
   *
   * @param columns with {@code asc} or {@code desc} where it is for order
   */
  public record Index(For purpose, List<String> columns) {
    public Index {
      columns = List.copyOf(columns);
    }

    @Override
    public String toString() {
      String list = String.join(", ", columns);
      return purpose == For.COLUMNS ? list : purpose.name().toLowerCase(Locale.ROOT) + ' ' + list;
    }

    /** What it finds rows by. */
    public enum For {
      /** Order and equality. */
      COLUMNS,
      /** What a text begins with. */
      PREFIX,
      /** The elements of an array, or the keys and values of an object. */
      GIN,
      /** The words of an id and, where there is a second column, of the values of an object. */
      WORDS
    }
  }

  /** Whether another says the same of everything, wherever in its file. */
  public boolean isLike(Collection other) {
    return id.equals(other.id)
        && fingerprint().equals(other.fingerprint())
        && description.equals(other.description)
        && retention.equals(other.retention)
        && indexes.equals(other.indexes);
  }

  /**
   * What its rows depend on, as a short text: two collections with the same have the same rows, so
   * that another description or index leaves them where they are.
   */
  public String fingerprint() {
    List<String> parts = new ArrayList<>();
    parts.add(source.toString());
    input.forEach((name, type) -> parts.add(name + ' ' + type));
    parts.add(transform.toString());
    parts.add(key.toString());
    parts.add(new TreeMap<>(combine).toString());
    if (byDay) {
      parts.add("by day");
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        sha.update(part.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha.digest(), 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
