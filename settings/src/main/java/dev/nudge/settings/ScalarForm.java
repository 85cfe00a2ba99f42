package dev.nudge.settings;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A single value.
 *
 * @param parse its text, references resolved, to the value; nothing where it is wrong
 * @param shown the value to its text
 * @param advice what to say of a wrong text, after a comma or semicolon
 */
record ScalarForm<T>(
    String expected,
    BiFunction<String, Reading, Optional<T>> parse,
    Function<T, String> shown,
    Function<String, String> advice)
    implements Form<T> {
  /** Texts that YAML reads as they are. */
  private static final Pattern PLAIN =
      Pattern.compile("(?:[\\w./][\\w./@-]*|~/[\\w./-]*|[\\w.-]*[A-Za-z.][\\w.-]*:\\d+)");

  private static final Pattern QUOTED =
      Pattern.compile("(?i)true|false|null|[-+]?[.]?\\d+[.]?\\d*(?:e[-+]?\\d+)?|\\.+(inf|nan)?");

  static <T> ScalarForm<T> of(
      String expected, Function<String, Optional<T>> parse, Function<T, String> shown) {
    return new ScalarForm<>(expected, (text, reading) -> parse.apply(text), shown, text -> "");
  }

  ScalarForm<T> withAdvice(Function<String, String> newAdvice) {
    return new ScalarForm<>(expected, parse, shown, newAdvice);
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    Optional<String> text = reading.text(node, expected);
    Optional<T> value = text.flatMap(found -> parse.apply(found, reading));
    if (text.isPresent() && value.isEmpty()) {
      // What a reference leads to may be secret.
      boolean resolved = reading.isReference(node);
      reading.expected(node, expected, resolved ? "" : advice.apply(text.get()));
    }
    return value;
  }

  @Override
  public String show(T value) {
    return shown.apply(value);
  }

  @Override
  public String write(T value) {
    return yaml(value instanceof String, shown.apply(value));
  }

  @Override
  public boolean isStructured() {
    return false;
  }

  /** A text in YAML. */
  static String yaml(String text) {
    return yaml(true, text);
  }

  private static String yaml(boolean string, String text) {
    boolean plain = !string || (PLAIN.matcher(text).matches() && !QUOTED.matcher(text).matches());
    return plain ? text : new String(new JsonWriter().writeValue(text), StandardCharsets.UTF_8);
  }
}
