package dev.nudge.delivery.channel;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.expression.EvaluationError;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.engine.expression.Frame;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.json.IsoTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text with <code>${CEL}</code> in it, over what a trigger's JSON says: {@code user}, {@code
 * offer}, {@code matched} and so on. Safe for use by several threads.
 */
public final class Template {
  private static final List<String> PARTS =
      List.of("id", "campaign", "version", "user", "time", "cause", "offer", "matched", "measures");

  /** To an expression, the parts of a trigger are values by name, just as measures are. */
  private static final Scope SCOPE = new Scope(false, false, Map.of(), parts(), Map.of());

  private final Text source;
  private final dev.nudge.engine.expression.Template compiled;

  private Template(Text source, dev.nudge.engine.expression.Template compiled) {
    this.source = source;
    this.compiled = compiled;
  }

  private static Map<String, Scope.Measure> parts() {
    Map<String, Scope.Measure> parts = new LinkedHashMap<>();
    for (int i = 0; i < PARTS.size(); i++) {
      parts.put(PARTS.get(i), new Scope.Measure(i, Scope.Type.DYN, false));
    }
    return parts;
  }

  /** Compiles a text, or adds everything that is wrong with it to the problems. */
  static Optional<Template> compile(Text text, Expressions expressions, List<Problem> problems) {
    Optional<dev.nudge.engine.expression.Template> compiled =
        expressions.template(text, SCOPE, problems);
    boolean elsewhere =
        compiled.stream()
            .flatMap(template -> template.expressions().stream())
            .map(Compiled::names)
            .anyMatch(names -> names.profile() || names.now());
    if (elsewhere) {
      problems.add(
          Problem.error(
              text.position(),
              "a trigger holds no profile and no clock: let the campaign put what is needed into"
                  + " its offer, as in offer: {email: \"${profile.email}\"}, and write"
                  + " ${offer.email} here"));
      return Optional.empty();
    }
    return compiled.map(template -> new Template(text, template));
  }

  /**
   * The text for a trigger.
   *
   * @param trigger as its JSON says, boxed
   * @throws MissingValueException if an expression has no value, and no default behind {@code ??}
   */
  public String fill(Map<String, Object> trigger) throws MissingValueException {
    Frame frame = new Frame();
    frame.measures = (part, at) -> leave(trigger, PARTS.get(part), at);
    List<String> gaps = new ArrayList<>();
    Optional<String> text = compiled.text(frame, error -> gaps.add(error.detail()));
    if (text.isEmpty()) {
      throw new MissingValueException(
          gaps.isEmpty() ? "a text has no value" : String.join("; ", gaps));
    }
    return text.get();
  }

  /** The same, as a piece of HTML: whatever the trigger says is text there, never markup. */
  public String fillHtml(Map<String, Object> trigger) throws MissingValueException {
    Map<String, Object> escaped = new LinkedHashMap<>();
    trigger.forEach((name, value) -> escaped.put(name, escaped(value)));
    return fill(escaped);
  }

  private static Kind leave(Map<String, Object> trigger, String part, Frame frame) {
    Object value = trigger.get(part);
    if (value == null) {
      frame.ref =
          new EvaluationError(EvaluationError.Reason.MISSING, "the trigger has no '" + part + "'");
      return Kind.ERROR;
    }
    if (part.equals("time") && value instanceof String text) {
      long time = IsoTime.parse(text);
      return frame.put(time == IsoTime.NONE ? value : Instant.ofEpochMilli(time));
    }
    return frame.put(value);
  }

  private static Object escaped(Object value) {
    if (value instanceof String text) {
      return escaped(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Template::escaped).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put(name, escaped(member)));
      return members;
    }
    return value;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** As it is written. */
  @Override
  public String toString() {
    return source.value();
  }

  /** A trigger does not say what a text needs. */
  public static final class MissingValueException extends Exception {
    private static final long serialVersionUID = 1;

    MissingValueException(String message) {
      super(message);
    }
  }
}
