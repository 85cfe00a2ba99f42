package dev.nudge.engine.measure;

import dev.nudge.engine.document.Text;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A set of event types, or all there are. */
final class Types {
  static final Types NONE = new Types(false, Set.of());

  private static final Types ALL = new Types(true, Set.of());
  private static final int FEW = 4;

  private final boolean all;
  private final Set<String> names;
  private final String[] few;

  private Types(boolean all, Set<String> names) {
    this.all = all;
    this.names = names;
    this.few = names.size() <= FEW ? names.toArray(String[]::new) : new String[0];
  }

  /** These; all for an empty list, as in a document. */
  static Types of(List<Text> events) {
    return events.isEmpty()
        ? ALL
        : sorted(new TreeSet<>(events.stream().map(Text::value).toList()));
  }

  private static Types sorted(Set<String> names) {
    return new Types(false, Collections.unmodifiableSet(names));
  }

  boolean contain(String type) {
    if (all) {
      return true;
    }
    for (String name : few) {
      if (name.equals(type)) {
        return true;
      }
    }
    return names.size() > FEW && names.contains(type);
  }

  Types or(Types other) {
    if (all || other.all) {
      return ALL;
    }
    Set<String> both = new TreeSet<>(names);
    both.addAll(other.names);
    return sorted(both);
  }

  Types and(Types other) {
    if (all || other.all) {
      return all ? other : this;
    }
    Set<String> both = new TreeSet<>(names);
    both.retainAll(other.names);
    return sorted(both);
  }

  /** The names, sorted; absent for all. */
  Optional<Set<String>> names() {
    return all ? Optional.empty() : Optional.of(names);
  }

  /** Equal for equal sets only. */
  @Override
  public String toString() {
    if (all) {
      return "*";
    }
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(name.length()).append(':').append(name).append(' ');
    }
    return text.toString();
  }
}
