package dev.nudge.engine.mapping;

import dev.nudge.engine.event.Properties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a mapping says of one kind of line.
 *
 * @param core how the core fields are found
 * @param fields the properties it names
 * @param constants properties that every line has
 * @param keep whether what is not named keeps its own name
 * @param reserved names that no property has
 * @param csv how its CSV files are written
 */
record Plan(
    List<CoreFieldRule> core,
    List<Field> fields,
    Properties constants,
    boolean keep,
    Set<String> reserved,
    CsvForm csv) {
  /** A plan for CSV as it usually is. */
  Plan(
      List<CoreFieldRule> core,
      List<Field> fields,
      Properties constants,
      boolean keep,
      Set<String> reserved) {
    this(core, fields, constants, keep, reserved, CsvForm.USUAL);
  }

  /**
   * What is called {@code id} is no id of events where the mapping reads something else from it.
   */
  Plan unlessIdIsSomethingElse() {
    Source id = new Source.Column(CoreField.ID.word());
    boolean another =
        core.stream().anyMatch(rule -> rule.field() != CoreField.ID && rule.source().equals(id))
            || fields.stream().anyMatch(field -> field.source().equals(id));
    return another ? withoutId() : this;
  }

  /** What is called {@code id} names a row of a table, not what happened to it. */
  Plan withoutId() {
    return new Plan(
        core.stream().filter(rule -> rule.field() != CoreField.ID).toList(),
        fields,
        constants,
        keep,
        reserved,
        csv);
  }

  /** Where each column or member goes; one that is not here is not named. */
  Map<String, Target> targets() {
    Map<String, List<Target>> targets = new LinkedHashMap<>();
    Set<String> heads = new HashSet<>();
    for (CoreFieldRule rule : core) {
      add(
          rule.source(),
          rule.field() != CoreField.TIME
              ? Target.text(rule.field(), rule.values(), rule.rank())
              : isJoined() ? Target.piece(rule.rank()) : Target.time(rule.time()),
          targets,
          heads);
    }
    for (Field field : fields) {
      add(field.source(), Target.property(field.name(), field.type()), targets, heads);
    }
    Set<String> hidden = hidden();
    for (String head : heads) {
      if (keep && !hidden.contains(head) && !isColumn(head)) {
        targets.computeIfAbsent(head, name -> new ArrayList<>()).add(Target.keep(head));
      }
    }
    Map<String, Target> all = new HashMap<>();
    hidden.forEach(name -> all.put(name, Target.NOWHERE));
    targets.forEach((name, list) -> all.put(name, Target.all(list)));
    return all;
  }

  /** Whether the time stands in several places. */
  private boolean isJoined() {
    return core.stream().filter(rule -> rule.field() == CoreField.TIME).count() > 1;
  }

  /** Puts together a time that stands in several places; nothing where it stands in one. */
  Optional<JoinedTime> joinedTime() {
    return core.stream()
        .filter(rule -> rule.field() == CoreField.TIME && isJoined())
        .findFirst()
        .map(rule -> new JoinedTime(rule.time()));
  }

  /** The columns that a CSV file must have, by what they are for. */
  Map<String, Source> wanted() {
    Map<String, Source> wanted = new LinkedHashMap<>();
    for (CoreFieldRule rule : core) {
      if (!rule.optional()) {
        wanted.put(
            rule.field().word() + (rule.rank() == 0 ? "" : " (" + (rule.rank() + 1) + ")"),
            rule.source());
      }
    }
    fields.forEach(field -> wanted.put("property " + field.name(), field.source()));
    return wanted;
  }

  /** Puts what does not come from the line. */
  void begin(ParsedLine line) {
    line.clear();
    line.properties.putAll(constants);
    for (CoreFieldRule rule : core) {
      if (rule.source() instanceof Source.Constant constant) {
        line.text(rule.field(), constant.value());
      }
    }
  }

  private static void add(
      Source source, Target target, Map<String, List<Target>> targets, Set<String> heads) {
    if (source instanceof Source.Column column) {
      targets.computeIfAbsent(column.name(), name -> new ArrayList<>()).add(target);
    } else if (source instanceof Source.Pointer pointer) {
      heads.add(pointer.head());
      targets
          .computeIfAbsent(pointer.head(), name -> new ArrayList<>())
          .add(Target.below(pointer.rest(), target));
    }
  }

  /** Names whose property, if any, comes from elsewhere. */
  private Set<String> hidden() {
    Set<String> hidden = new HashSet<>(reserved);
    fields.forEach(field -> hidden.add(field.name()));
    hidden.addAll(constants.toMap().keySet());
    return hidden;
  }

  private boolean isColumn(String name) {
    Source column = new Source.Column(name);
    return core.stream().anyMatch(rule -> rule.source().equals(column))
        || fields.stream().anyMatch(field -> field.source().equals(column));
  }
}
