package dev.nudge.customer.query;

import dev.nudge.engine.document.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a query can be called with.
 *
 * @param list whether it takes several values
 * @param required whether it must be given; one that need not be and has no standard is null
 * @param standard what holds where it is not given: a value, or a list of them
 * @param min the least value, where there is one
 * @param max the greatest value, where there is one
 * @param most characters of a text, or values of a list
 * @param oneOf the values that there are; empty for any
 */
public record Parameter(
    String name,
    ValueKind kind,
    boolean list,
    String description,
    boolean required,
    Optional<Object> standard,
    Optional<Bound> min,
    Optional<Bound> max,
    int most,
    List<String> oneOf) {
  /** Characters of a text where nothing is said. */
  static final int MOST_CHARACTERS = 10_000;

  /** Values of a list where nothing is said. */
  static final int MOST_VALUES = 1_000;

  private static final int SHOWN = 60;

  /**
   * The end of a range, which belongs to it.
   *
   * @param text as the header writes it
   */
  public record Bound(String text, Comparable<?> value) {}

  public Parameter {
    oneOf = List.copyOf(oneOf);
  }

  /** As headers write it: {@code integer}, {@code text[]}. */
  public String type() {
    return kind.word() + (list ? "[]" : "");
  }

  /** The type of PostgreSQL. */
  String sql() {
    return kind.sql() + (list ? "[]" : "");
  }

  /** The standard as it would be given, where there is one; of a list, with commas between. */
  public Optional<String> written() {
    return standard.map(
        value ->
            value instanceof List<?> values
                ? values.stream().map(kind::write).collect(Collectors.joining(", "))
                : kind.write(value));
  }

  /** What is expected, for people: {@code a whole number such as 12, from 1 to 100}. */
  public String expected() {
    if (!oneOf.isEmpty()) {
      return (list ? "a list of " : "one of ") + String.join(", ", oneOf);
    }
    String what = list ? "a list, each " + kind.expected() : kind.expected();
    if (min.isPresent() && max.isPresent()) {
      what += ", from " + min.get().text() + " to " + max.get().text();
    } else if (min.isPresent()) {
      what += ", at least " + min.get().text();
    } else if (max.isPresent()) {
      what += ", at most " + max.get().text();
    }
    if (list) {
      what += ", of at most " + most + " values";
    } else if (kind == ValueKind.TEXT) {
      what += " of at most " + most + " characters";
    }
    return what;
  }

  /**
   * The value that these texts write: one, or a list.
   *
   * @param faults where to say what is wrong, if something is
   */
  @Nullable Object read(List<String> texts, List<String> faults) {
    if (!list && texts.size() != 1) {
      faults.add("'" + name + "': expected " + expected() + ", got " + texts.size() + " values");
      return null;
    }
    if (list && texts.size() > most) {
      faults.add("'" + name + "': expected " + expected() + ", got " + texts.size());
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (String text : texts) {
      Optional<Comparable<?>> value = kind.read(text).filter(one -> isAmong(text, one));
      if (value.isEmpty()) {
        String advice = oneOf.isEmpty() ? "" : Suggestion.didYouMean(text, oneOf);
        faults.add("'" + name + "': expected " + expected() + ", got " + shown(text) + advice);
        return null;
      }
      values.add(value.get());
    }
    return list ? List.copyOf(values) : values.get(0);
  }

  private boolean isAmong(String text, Comparable<?> value) {
    return (oneOf.isEmpty() || oneOf.contains(text))
        && min.map(bound -> compare(bound.value(), value) <= 0).orElse(true)
        && max.map(bound -> compare(value, bound.value()) <= 0).orElse(true)
        && (list || kind != ValueKind.TEXT || text.codePointCount(0, text.length()) <= most);
  }

  /** Two values of one kind. */
  @SuppressWarnings("unchecked")
  static int compare(Comparable<?> left, Comparable<?> right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  /** In quotes, and no longer than people read. */
  static String shown(String text) {
    int characters = text.codePointCount(0, text.length());
    return characters <= SHOWN
        ? "'" + text + "'"
        : "'"
            + text.substring(0, text.offsetByCodePoints(0, SHOWN))
            + "...' of "
            + characters
            + " characters";
  }
}
