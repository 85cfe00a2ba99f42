package dev.nudge.engine.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a mapping says that its source holds, whether or not anything has come yet.
 *
 * @param types of events that it names; those that come under their own name are not among them
 * @param properties by name the kind, as {@code string}, {@code int}, {@code double}, {@code bool},
 *     {@code timestamp} or {@code list}; empty where it does not say
 * @param constants the properties that are always the same; they are among {@code properties} too
 */
public record Declared(
    Set<String> types, Map<String, Optional<String>> properties, Map<String, Object> constants) {

  /** What a plan says. */
  static Declared of(Plan plan, Unnesting unnesting) {
    Set<String> types = new TreeSet<>();
    for (CoreFieldRule rule : plan.core()) {
      if (rule.field() == CoreField.TYPE) {
        types.addAll(rule.values().values());
        if (rule.source() instanceof Source.Constant constant) {
          types.add(constant.value());
        }
      }
    }
    Map<String, Optional<String>> properties = new TreeMap<>();
    plan.fields().forEach(field -> properties.put(field.name(), kind(field.type())));
    unnesting.computed().forEach(one -> properties.put(one.name(), kind(one.type())));
    Map<String, Object> constants = new HashMap<>(plan.constants().toMap());
    constants.keySet().forEach(name -> properties.put(name, Optional.empty()));
    return new Declared(types, properties, constants);
  }

  private static Optional<String> kind(Type type) {
    if (!type.split().isEmpty()) {
      return Optional.of("list");
    }
    return switch (type.word()) {
      case ANY, JSON -> Optional.empty();
      case STRING, INT, DOUBLE, BOOL, TIMESTAMP -> Optional.of(type.word().text());
    };
  }
}
