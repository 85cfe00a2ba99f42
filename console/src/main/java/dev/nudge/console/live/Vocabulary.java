package dev.nudge.console.live;

import dev.nudge.console.label.Labels;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.mapping.Declared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which types, properties and values were really seen, and which the mappings of sources say there
 * are. Of what was seen it is bounded: 500 types, 200 properties of a type, of each property the
 * values seen most among some 60; {@value #BYTES} bytes in all, about, beyond which nothing new is
 * taken. Safe for use by several threads.
 */
final class Vocabulary {
  private static final int TYPES = 500;
  private static final int PROPERTIES = 200;
  private static final int VALUES = 60;
  private static final int TOLD = 30;
  private static final int LONGEST = 80;
  static final int BYTES = 16 << 20;

  /** Of a name or a value, what it takes besides its characters. */
  private static final int ENTRY = 100;

  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, Property> profile = new LinkedHashMap<>();
  private final Map<String, Declared> declared = new TreeMap<>();
  private final Map<String, Property> declaredProfile = new TreeMap<>();
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

    /** Whether there were values that are not among these. */
    boolean moreValues;
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
   * @param label what people call it; absent where nobody has said
   * @param count how often it was seen since the console reads; 0 where a source declares it only
   * @param sources in which it was seen, most frequent first; or which declare it
   */
  public record TypeWords(
      String name,
      @Nullable String label,
      long count,
      List<String> sources,
      List<PropertyWords> properties) {}

  /**
   * A property.
   *
   * @param label what people call it; absent where nobody has said
   * @param kinds {@code string}, {@code int}, {@code double}, {@code bool}, {@code list}, {@code
   *     map} or {@code null}, most frequent first; empty of one that a source declares without a
   *     kind, and that was not seen yet
   * @param values most frequent first; of a list, those in it
   * @param allValues whether no other value was seen
   */
  public record PropertyWords(
      String name,
      @Nullable String label,
      List<String> kinds,
      List<SeenValue> values,
      boolean allValues) {}

  /**
   * A value.
   *
   * @param value a string, a number or a bool
   * @param count how often it was seen at least: exactly, where all values are told; 0 where a
   *     source declares it only
   */
  public record SeenValue(Object value, long count) {}

  /** What the mapping of a source of events says. */
  synchronized void declare(String source, Declared what) {
    declared.put(source, what);
  }

  /** What the mapping of profiles says. */
  synchronized void declareProfile(Declared what) {
    addDeclared(what, declaredProfile);
  }

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
      property.moreValues = true;
      return;
    }
    if (property.values.computeIfPresent(value, (same, count) -> count + 1) != null) {
      return;
    }
    if (property.values.size() >= VALUES) {
      // Frequent values stay, the others take turns: the Misra-Gries summary.
      property.moreValues = true;
      property.values.replaceAll((other, count) -> count - 1);
      property.values.entrySet().removeIf(this::isGone);
    } else if (hasRoomFor(value)) {
      property.values.put(value, 1L);
      bytes += bytes(value);
    } else {
      property.moreValues = true;
    }
  }

  private boolean isGone(Map.Entry<Object, Long> value) {
    boolean gone = value.getValue() <= 0;
    bytes -= gone ? bytes(value.getKey()) : 0;
    return gone;
  }

  /**
   * All that was seen, with what people call it.
   *
   * @param labels of types and properties
   */
  synchronized Words words(Labels.Dictionary labels) {
    Map<String, Type> known = new LinkedHashMap<>(types);
    declared.forEach(
        (source, what) ->
            what.types().forEach(type -> known.computeIfAbsent(type, any -> declaredType(source))));
    List<TypeWords> all = new ArrayList<>();
    known.forEach(
        (name, type) ->
            all.add(
                new TypeWords(
                    name,
                    labels.of(Labels.Of.TYPE, name),
                    type.count,
                    mostFrequentFirst(type.sources),
                    properties(withDeclared(name, type), labels, Labels.Of.EVENT))));
    all.sort(Comparator.comparingLong(TypeWords::count).reversed().thenComparing(TypeWords::name));
    Map<String, Property> ofProfiles = new LinkedHashMap<>(profile);
    declaredProfile.forEach(ofProfiles::putIfAbsent);
    return new Words(all, properties(ofProfiles, labels, Labels.Of.PROFILE));
  }

  private static Type declaredType(String source) {
    Type type = new Type();
    type.sources.put(source, 0L);
    return type;
  }

  /** The properties of a type, and those that a source declares in which it comes. */
  private Map<String, Property> withDeclared(String name, Type type) {
    Map<String, Property> all = new LinkedHashMap<>(type.properties);
    declared.forEach(
        (source, what) -> {
          if (what.types().contains(name) || type.sources.containsKey(source)) {
            addDeclared(what, all);
          }
        });
    return all;
  }

  private static void addDeclared(Declared what, Map<String, Property> into) {
    what.properties()
        .forEach(
            (name, kind) -> {
              if (!into.containsKey(name)) {
                Property property = new Property();
                kind.ifPresent(word -> property.kinds.put(word, 0L));
                @Nullable Object constant = what.constants().get(name);
                if (constant != null) {
                  property.values.put(constant, 0L);
                }
                property.moreValues = constant == null;
                into.put(name, property);
              }
            });
  }

  private static List<PropertyWords> properties(
      Map<String, Property> properties, Labels.Dictionary labels, Labels.Of of) {
    List<PropertyWords> all = new ArrayList<>();
    new TreeMap<>(properties)
        .forEach(
            (name, property) ->
                all.add(
                    new PropertyWords(
                        name,
                        labels.of(of, name),
                        mostFrequentFirst(property.kinds),
                        values(property),
                        !property.moreValues && property.values.size() <= TOLD)));
    return all;
  }

  private static List<SeenValue> values(Property property) {
    return property.values.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(TOLD)
        .map(entry -> new SeenValue(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static List<String> mostFrequentFirst(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
