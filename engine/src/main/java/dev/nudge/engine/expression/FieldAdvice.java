package dev.nudge.engine.expression;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what to write in place of a property of something that has none. */
final class FieldAdvice {
  private static final Pattern OPERAND =
      Pattern.compile("[A-Za-z_]\\w*(?:\\.\\w+|\\[[^\\[\\]]*\\])*$");
  private static final Pattern FIELD = Pattern.compile("^\\.?\\s*(\\w+)");
  private static final Set<String> SIZES = Set.of("length", "size", "count", "len");
  private static final Map<String, String> PARTS =
      Map.of(
          "hour", "getHours()",
          "hours", "getHours()",
          "minute", "getMinutes()",
          "minutes", "getMinutes()",
          "day", "getDate()",
          "date", "getDate()",
          "weekday", "getDayOfWeek()",
          "month", "getMonth() + 1",
          "year", "getFullYear()");

  private FieldAdvice() {}

  /**
   * The words.
   *
   * @param type what has no properties
   * @param index of the dot
   */
  static String of(String type, String source, int index) {
    Matcher operand = OPERAND.matcher(source.substring(0, Math.min(index, source.length())));
    Matcher selected = FIELD.matcher(source.substring(Math.min(index, source.length())));
    String of = operand.find() ? operand.group() : "x";
    String field = selected.find() ? selected.group(1) : "";
    String words = OperatorWording.one(type) + " has no properties";
    boolean sized = SIZES.contains(field) && (type.equals("list") || type.equals("string"));
    if (sized) {
      return words + "; how many it holds is written size(" + of + ")";
    }
    if (type.equals("list") && field.equals("last")) {
      return words + "; its last element is " + of + "[size(" + of + ") - 1]";
    }
    if (type.equals("timestamp")) {
      return words
          + "; its parts are functions: "
          + of
          + "."
          + PARTS.getOrDefault(field, "getHours(), getDate(), getDayOfWeek()");
    }
    if (of.endsWith(".user")) {
      return words + ": it is the user's id; what is known of the user is profile." + field;
    }
    return type.equals("list")
        ? words
            + "; take one of its elements, such as [0], or go through them with exists, all, map"
            + " or filter"
        : words;
  }
}
