package dev.nudge.engine.script;

import java.util.Set;
import java.util.regex.Pattern;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/** What functions cost that can make much out of little. */
final class Costs {
  /** Functions of arrays that read the strings in them. */
  static final Set<String> COMPARING =
      Set.of("sort", "indexOf", "lastIndexOf", "includes", "join", "toString", "concat");

  /** Functions that change their first argument. */
  static final Set<String> CHANGING =
      Set.of(
          "assign",
          "defineProperties",
          "defineProperty",
          "freeze",
          "preventExtensions",
          "seal",
          "setPrototypeOf");

  private static final Pattern LONG_REPETITION = Pattern.compile("\\{\\d*,?\\d{4}");

  private Costs() {}

  /** The strings in an array: joined, they are one; compared, each is read. */
  static void elements(Budget budget, Object self, Object[] arguments) {
    if (!(self instanceof NativeArray array)) {
      return;
    }
    long characters = 0;
    long separator =
        arguments.length > 0 && arguments[0] instanceof CharSequence text ? text.length() : 1;
    int length = (int) array.getLength();
    for (int i = 0; i < length; i++) {
      Object element = array.get(i, array);
      characters += separator + (element instanceof CharSequence text ? text.length() : 0);
    }
    budget.charge(length);
    budget.string(characters);
  }

  /** Charges for a function of strings; gives the arguments to call it with. */
  static Object[] string(Budget budget, String name, long length, Object[] arguments) {
    switch (name) {
      case "repeat" -> budget.string(product(length, number(arguments, 0)));
      case "padStart", "padEnd" -> budget.string((long) number(arguments, 0));
      case "concat" -> {
        long sum = length;
        for (Object argument : arguments) {
          sum += argument instanceof CharSequence text ? text.length() : 0;
        }
        budget.string(sum);
      }
      case "match", "matchAll", "search" -> {
        if (arguments.length > 0 && arguments[0] instanceof CharSequence pattern) {
          pattern(pattern);
        }
      }
      case "replace", "replaceAll" -> {
        return replacement(budget, length, arguments);
      }
      default -> {}
    }
    return arguments;
  }

  /**
   * A regular expression. Rhino counts its steps, but not the turns of a repetition of one
   * character; RE2 draws the line at the same place.
   */
  static void pattern(CharSequence pattern) {
    if (isLong(pattern)) {
      throw ScriptRuntime.constructError("SyntaxError", "a repetition of 1000 or more");
    }
  }

  /** Whether it repeats something 1000 times or more. */
  static boolean isLong(CharSequence pattern) {
    return LONG_REPETITION.matcher(pattern).find();
  }

  private static Object[] replacement(Budget budget, long length, Object[] arguments) {
    if (arguments.length < 2) {
      return arguments;
    }
    if (arguments[1] instanceof Callable function) {
      Object[] passed = arguments.clone();
      passed[1] = new Counted(budget, function);
      return passed;
    }
    String text = ScriptRuntime.toString(arguments[1]);
    budget.string(text.length());
    // $` and $' stand for the text around each match, $& and $1 for no more than the match.
    boolean around = text.contains("$`") || text.contains("$'");
    budget.charge(((length + 1) * (around ? length + 1 : 1) * (text.length() + 1)) >> 4);
    Object[] passed = arguments.clone();
    passed[1] = text;
    return passed;
  }

  private static double number(Object[] arguments, int index) {
    return index < arguments.length && !Undefined.isUndefined(arguments[index])
        ? ScriptRuntime.toNumber(arguments[index])
        : 0;
  }

  private static long product(long length, double times) {
    return times > 0 ? (long) Math.min(Long.MAX_VALUE, length * times) : 0;
  }

  /** A function that makes replacements, which together must not grow without bound. */
  private static final class Counted extends BaseFunction {
    private static final long serialVersionUID = 1;
    private final transient Budget budget;
    private final transient Callable function;
    private long made;

    Counted(Budget budget, Callable function) {
      this.budget = budget;
      this.function = function;
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
      String text = ScriptRuntime.toString(function.call(context, scope, self, arguments));
      made += text.length();
      budget.string(made);
      return text;
    }
  }
}
