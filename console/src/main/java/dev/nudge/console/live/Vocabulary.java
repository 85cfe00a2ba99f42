package dev.nudge.console.live;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which types, properties and values were really seen. Bounded: 500 types, 200 properties of a
 * type, of each property the values seen most among some 60; {@value #BYTES} bytes in all, about,
 * beyond which nothing new is taken. Safe for use by several threads.
 */
final class Vocabulary {
  private static final int TYPES = 500;
  private static final int PROPERTIES = 200;
  private static final int VALUES = 60;
  private static final int SAMPLES = 20;
  private static final int LONGEST = 80;
  static final int BYTES = 16 << 20;

  /** Of a name or a value, what it takes besides its characters. */
  private static final int ENTRY = 100;

  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, Property> profile = new LinkedHashMap<>();
  private final Register register = new Register();
  private long bytes;

  private static final class Type {
    long count;

    /** By name, how often; no more than the settings have. */
    final Map<String, Long> sources = new TreeMap<>();

    final Map<String, Property> properties = new LinkedHashMap<>();
  }

  private static final class Property {
    final Map<String, Long> kinds = new TreeMap<>();
    final Map<Object, Long> values = new LinkedHashMap<>();
  }

  /**
   * All words.
   *
   * @param types of events, most frequent first
   * @param profile what profiles say
   */
  public record Words(List<TypeWords> types, List<PropertyWords> profile) {}

  /**
   * A type of event.
   *
   * @param count how often it was seen since the console reads
   * @param sources in which it was seen, most frequent first
   */
  public record TypeWords(
      String name, long count, List<String> sources, List<PropertyWords> properties) {}

  /**
   * A property.
   *
   * @param kind {@code string}, {@code int}, {@code double}, {@code bool}, {@code list}, {@code
   *     map} or {@code null}; where there were several, the most frequent
   * @param samples values, most frequent first
   */
  public record PropertyWords(String name, String kind, List<Object> samples) {}

  synchronized void event(String source, String type, Properties properties) {
    Type known = types.get(type);
    if (known == null) {
      if (types.size() >= TYPES || !hasRoomFor(type)) {
        return;
      }
      known = new Type();
      types.put(type, known);
      bytes += bytes(type);
    }
    known.count++;
    known.sources.merge(source, 1L, Long::sum);
    take(properties, known.properties);
  }

  synchronized void profile(Properties properties) {
    take(properties, profile);
  }

  private void take(Properties properties, Map<String, Property> into) {
    for (int i = 0; i < properties.size(); i++) {
      String name = properties.shape().name(i);
      Property property = into.get(name);
      if (property == null) {
        if (into.size() >= PROPERTIES || !hasRoomFor(name)) {
          continue;
        }
        property = new Property();
        into.put(name, property);
        bytes += bytes(name);
      }
      Kind kind = properties.load(i, register);
      property.kinds.merge(kind.name().toLowerCase(Locale.ROOT), 1L, Long::sum);
      if (kind == Kind.LIST && properties.get(i) instanceof List<?> list) {
        for (Object element : list) {
          sample(property, element);
        }
      } else {
        sample(property, properties.get(i));
      }
    }
  }

  private boolean hasRoomFor(Object word) {
    return bytes + bytes(word) <= BYTES;
  }

  private static int bytes(Object word) {
    return ENTRY + (word instanceof String text ? 2 * text.length() : 0);
  }

  private void sample(Property property, Object value) {
    boolean shown =
        value instanceof Number
            || value instanceof Boolean
            || (value instanceof String text && text.length() <= LONGEST);
    if (!shown) {
      return;
    }
    if (property.values.computeIfPresent(value, (same, count) -> count + 1) != null) {
      return;
    }
    if (property.values.size() >= VALUES) {
      // Frequent values stay, the others take turns: the Misra-Gries summary.
      property.values.replaceAll((other, count) -> count - 1);
      property.values.entrySet().removeIf(this::isGone);
    } else if (hasRoomFor(value)) {
      property.values.put(value, 1L);
      bytes += bytes(value);
    }
  }

  private boolean isGone(Map.Entry<Object, Long> value) {
    boolean gone = value.getValue() <= 0;
    bytes -= gone ? bytes(value.getKey()) : 0;
    return gone;
  }

  synchronized Words words() {
    List<TypeWords> all = new ArrayList<>();
    types.forEach(
        (name, type) ->
            all.add(
                new TypeWords(
                    name,
                    type.count,
                    mostFrequentFirst(type.sources),
                    properties(type.properties))));
    all.sort(Comparator.comparingLong(TypeWords::count).reversed().thenComparing(TypeWords::name));
    return new Words(all, properties(profile));
  }

  private static List<PropertyWords> properties(Map<String, Property> properties) {
    List<PropertyWords> all = new ArrayList<>();
    new TreeMap<>(properties)
        .forEach(
            (name, property) ->
                all.add(
                    new PropertyWords(
                        name, mostFrequent(property.kinds), mostFrequentFirst(property.values))));
    return all;
  }

  private static String mostFrequent(Map<String, Long> kinds) {
    return kinds.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("null");
  }

  private static <T> List<T> mostFrequentFirst(Map<T, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(SAMPLES)
        .map(Map.Entry::getKey)
        .toList();
  }
}
