package dev.nudge.engine.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.nudge.engine.event.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code s.matches(r)}: whether a regular expression is found anywhere in a string, in time linear
 * in the string. One that is computed is compiled when it is first met and remembered in a small
 * table.
 */
final class MatchesNode extends Node {
  private static final int PLACES = 64;

  private final Node text;
  private final Node regex;
  private final Mismatch mismatch = new Mismatch("matches()");
  private final @Nullable Known[] known;

  /** Once somebody asked: reading a regular expression takes long. */
  private @Nullable List<AccessPredicate> access;

  /** A regular expression met before: a pattern or the error that it is. */
  private record Known(String regex, Object outcome) {}

  MatchesNode(Node text, Node regex) {
    this.text = text;
    this.regex = regex;
    this.known = new Known[regex instanceof ConstantNode ? 1 : PLACES];
  }

  @Override
  public Kind evaluate(Frame frame) {
    Kind first = text.evaluate(frame);
    if (first == Kind.ERROR) {
      return first;
    }
    Object whole = first == Kind.STRING ? ref(frame) : "";
    Kind second = regex.evaluate(frame);
    if (second == Kind.ERROR) {
      return second;
    }
    if (first != Kind.STRING || second != Kind.STRING) {
      return fail(frame, mismatch.of(first, second));
    }
    Object outcome = compiled((String) ref(frame));
    return outcome instanceof Pattern pattern
        ? leave(frame, pattern.matcher((String) whole).find())
        : leave(frame, Kind.ERROR, outcome);
  }

  @Override
  public List<AccessPredicate> access() {
    List<AccessPredicate> found = access;
    if (found == null) { // found twice by two threads, it is the same
      found =
          regex instanceof ConstantNode constant && constant.ref instanceof String source
              ? AccessPredicates.part(text, RegexLiteral.of(source))
              : List.of();
      access = found;
    }
    return found;
  }

  @Override
  boolean answers() {
    return true;
  }

  private Object compiled(String source) {
    int hash = source.hashCode();
    int place = (hash ^ (hash >>> 16)) & (known.length - 1);
    Known last = known[place];
    if (last == null || !last.regex.equals(source)) {
      last = new Known(source, compile(source));
      known[place] = last;
    }
    return last.outcome;
  }

  /** The pattern, or the error that it is none. */
  static Object compile(String source) {
    if (RegexSize.isTooLarge(source)) {
      return new EvaluationError(
          EvaluationError.Reason.PATTERN, "a regular expression that repeats too much");
    }
    try {
      return Pattern.compile(source);
    } catch (PatternSyntaxException e) {
      return new EvaluationError(
          EvaluationError.Reason.PATTERN, "not a regular expression: " + e.getDescription());
    }
  }
}
