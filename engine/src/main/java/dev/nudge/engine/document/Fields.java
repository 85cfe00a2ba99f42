package dev.nudge.engine.document;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the keys of a mapping into typed values. A getter gives nothing for a key that is not
 * there, and for a value of the wrong type, after reporting it; so reading goes on and {@link #has}
 * tells the two apart. Unknown keys are reported when the fields are opened.
 */
public final class Fields {
  /** Nobody mends more at once, and to find what was meant costs time. */
  private static final int MOST_UNKNOWN = 100;

  private final Node.Mapping mapping;
  private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
  private final Grammar grammar;
  private final List<Problem> problems;

  private Fields(Node.Mapping mapping, Grammar grammar, List<Problem> problems) {
    this.mapping = mapping;
    this.grammar = grammar;
    this.problems = problems;
  }

  /** Opens a mapping, or reports that the node is none. Each key not among these is reported. */
  public static Optional<Fields> open(
      Node node, Keys keys, Grammar grammar, List<Problem> problems) {
    if (!(node instanceof Node.Mapping mapping)) {
      String example = keys.known().isEmpty() ? "" : " such as '" + keys.known().get(0) + "'";
      problems.add(
          Problem.error(
              node.position(), "expected keys" + example + " with values, got " + node.describe()));
      return Optional.empty();
    }
    Fields fields = new Fields(mapping, grammar, problems);
    List<Node.Entry> unknown = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      if (keys.known().contains(entry.key().value())) {
        fields.entries.put(entry.key().value(), entry);
      } else {
        unknown.add(entry);
      }
    }
    if (unknown.size() > MOST_UNKNOWN) {
      fields.error(
          unknown.get(MOST_UNKNOWN).key().position(),
          unknown.size() - MOST_UNKNOWN + " more unknown keys from here on");
    }
    for (Node.Entry entry : unknown.subList(0, Math.min(unknown.size(), MOST_UNKNOWN))) {
      String key = entry.key().value();
      fields.error(entry.key().position(), grammar.unknown(keys, key));
      // What was meant is read on, so that mistakes below a misspelt key are reported too.
      grammar.meant(keys, key).ifPresent(known -> fields.entries.putIfAbsent(known, entry));
    }
    return Optional.of(fields);
  }

  /** Opens the mapping under a key. */
  public Optional<Fields> open(String key, Keys keys) {
    return node(key).flatMap(node -> open(node, keys));
  }

  /** Opens a mapping somewhere below, in the same grammar. */
  public Optional<Fields> open(Node node, Keys keys) {
    return open(node, keys, grammar, problems);
  }

  /** Where the mapping begins. */
  public Position position() {
    return mapping.position();
  }

  /** Where a key stands; the mapping, for a key that is not there. */
  public Position keyPosition(String key) {
    Node.Entry entry = entries.get(key);
    return entry == null ? position() : entry.key().position();
  }

  /** Where the value of a key stands; the mapping, for a key that is not there. */
  public Position position(String key) {
    Node.Entry entry = entries.get(key);
    return entry == null ? position() : entry.value().position();
  }

  /** Whether a known key is there, whatever its value. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Reports an error at a place. */
  public void error(Position at, String text) {
    problems.add(Problem.error(at, text));
  }

  /** Reports a warning at a place. */
  public void warning(Position at, String text) {
    problems.add(Problem.warning(at, text));
  }

  /** Reports that a key is missing, if it is. */
  public void require(String key, String advice) {
    if (!has(key)) {
      error(position(), "missing key '" + key + "'" + (advice.isEmpty() ? "" : ": " + advice));
    }
  }

  /** The value of a key as it stands. */
  public Optional<Node> node(String key) {
    return Optional.ofNullable(entries.get(key)).map(Node.Entry::value);
  }

  /** A string. A number or truth value must be quoted to be one. */
  public Optional<Text> text(String key) {
    return text(key, "a string");
  }

  /** A string, called by what it means where it is none: {@code an event type}. */
  public Optional<Text> text(String key, String what) {
    return node(key).flatMap(node -> text(node, key, what));
  }

  private Optional<Text> text(Node node, String key, String what) {
    if (string(node).isPresent() && node instanceof Node.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    boolean quotable = node instanceof Node.Scalar scalar && scalar.type() != Node.Scalar.Type.NULL;
    expected(node, key, what, quotable ? "; put it in quotes" : "");
    return Optional.empty();
  }

  /** An expression: a string, or a plain number or truth value as it is written. */
  public Optional<Text> expression(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent()
        && node.get() instanceof Node.Scalar scalar
        && scalar.type() != Node.Scalar.Type.NULL
        && !scalar.text().value().isBlank()) {
      return Optional.of(scalar.text());
    }
    node.ifPresent(other -> expected(other, key, "a CEL expression", quoteAdvice(other)));
    return Optional.empty();
  }

  /** An expression that begins with a bracket is a list or mapping to YAML. */
  private static String quoteAdvice(Node node) {
    return node instanceof Node.Scalar
        ? ""
        : "; put an expression that begins with a bracket in quotes";
  }

  /** A string or a list of strings; empty where the key is missing. */
  public List<Text> texts(String key, String what) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof Node.Listing listing)) {
      return text(node.get(), key, what + " or a list of them").map(List::of).orElse(List.of());
    }
    if (listing.elements().isEmpty()) {
      error(listing.position(), "'" + key + "': the list is empty; leave the key out for all");
    }
    List<Text> texts = new ArrayList<>();
    for (Node element : listing.elements()) {
      text(element, key, what).ifPresent(texts::add);
    }
    return texts;
  }

  /** A list; empty where the key is missing. */
  public List<Node> list(String key, String what) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof Node.Listing listing) {
      return listing.elements();
    }
    node.ifPresent(other -> expected(other, key, "a list of " + what, ""));
    return List.of();
  }

  /** A mapping with keys of the writer's own; empty where the key is missing. */
  public List<Node.Entry> entries(String key, String what) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof Node.Mapping free) {
      return free.entries();
    }
    node.ifPresent(other -> expected(other, key, what, ""));
    return List.of();
  }

  /** {@code true} or {@code false}. */
  public Optional<Boolean> flag(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent()
        && node.get() instanceof Node.Scalar scalar
        && scalar.type() == Node.Scalar.Type.BOOLEAN) {
      return Optional.of(scalar.text().value().equals("true"));
    }
    node.ifPresent(other -> expected(other, key, "true or false", ""));
    return Optional.empty();
  }

  /** A whole number from min to max, both included. */
  public OptionalInt integer(String key, int min, int max) {
    Optional<Node> node = node(key);
    return node.isEmpty() ? OptionalInt.empty() : integer(node.get(), key, min, max);
  }

  /** A whole number that stands somewhere below. */
  public OptionalInt integer(Node node, String key, int min, int max) {
    if (node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.INTEGER) {
      try {
        int number = Integer.parseInt(scalar.text().value());
        if (number >= min && number <= max) {
          return OptionalInt.of(number);
        }
      } catch (NumberFormatException e) {
        // Reported below: it is beyond the range as well.
      }
    }
    String range = max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
    expected(node, key, "a whole number " + range, "");
    return OptionalInt.empty();
  }

  /** A duration such as {@code 10m}. */
  public Optional<Duration> duration(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration = string(node.get()).flatMap(Notation::duration);
    if (duration.isEmpty()) {
      String unit =
          node.get() instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.INTEGER
              ? " without a unit"
              : string(node.get())
                  .flatMap(Lengths::key)
                  .map(written -> "; write " + written)
                  .orElse("");
      expected(node.get(), key, "a duration such as 30s, 10m, 12h, 7d or 1h30m", unit);
    }
    return duration;
  }

  /** A time such as {@code 2026-11-01T00:00:00Z}. */
  public Optional<Instant> timestamp(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> time = string(node.get()).flatMap(Notation::timestamp);
    if (time.isEmpty()) {
      expected(node.get(), key, "a time with a zone such as 2026-11-01T00:00:00Z", "");
    }
    return time;
  }

  /** One of an enum's names, in lower case. */
  public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return choice(key, choices);
  }

  /** One of these, by its name; what is none of them is reported, and absent. */
  public <T> Optional<T> choice(String key, Map<String, T> choices) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> word = string(node.get());
    Optional<T> chosen = word.flatMap(name -> Optional.ofNullable(choices.get(name)));
    if (chosen.isEmpty()) {
      List<String> names = List.copyOf(choices.keySet());
      String advice = word.map(given -> Suggestion.didYouMean(given, names)).orElse("");
      expected(node.get(), key, "one of " + String.join(", ", names), advice);
    }
    return chosen;
  }

  /** Reports that the value of a key is not what it should be. */
  public void expected(Node node, String key, String what, String advice) {
    error(node.position(), "'" + key + "': expected " + what + ", got " + node.describe() + advice);
  }

  private static Optional<String> string(Node node) {
    return node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.STRING
        ? Optional.of(scalar.text().value())
        : Optional.empty();
  }
}
