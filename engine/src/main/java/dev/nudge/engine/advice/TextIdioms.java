package dev.nudge.engine.advice;

import static dev.nudge.engine.advice.Idiom.at;

import java.util.List;
import java.util.Locale;

/** What template engines let people write beside an expression. */
final class TextIdioms {
  static final List<Idiom> ALL =
      List.of(
          at(
              "(?<x>[^|]+?)\\s*(?<at>\\|\\s*(?i:default)\\s*)[:(]?\\s*(?<y><V>)\\)?.*",
              found -> fallback(found.get("at"), found.get("x"), found.get("y"))),
          at(
              "(?<x>.+?)\\s*(?<at>\\|)\\s*(?<f>\\w+).*",
              found ->
                  "there are no filters; a function is called on the value: "
                      + filtered(found.get("x"), found.get("f"))),
          at(
              "(?<x><V>)\\s*(?<at>\\?:|:-|:=|\\|\\|=?|(?i:or|else)\\b)\\s*(?<y><V>).*",
              found -> fallback(found.get("at"), found.get("x"), found.get("y"))),
          at(
              "(?<x><V>)\\s*(?<at>:[,.]?(?<digits>[.,]?\\d*)[fdg%]?)$",
              found ->
                  "a number is written by a pattern: ${format("
                      + found.get("x")
                      + ", '"
                      + pattern(found.get("digits"))
                      + "')}"));

  private TextIdioms() {}

  static String fallback(String sign, String x, String value) {
    String y = value.matches("[A-Za-z]+") ? "'" + value + "'" : value;
    return "a default stands behind '??', not '"
        + sign.strip()
        + "'; write ${"
        + x
        + " ?? "
        + y
        + "}";
  }

  private static String filtered(String x, String filter) {
    return switch (filter.toLowerCase(Locale.ROOT)) {
      case "upcase", "upper", "uppercase" -> "${" + x + ".upper()}";
      case "downcase", "lower", "lowercase" -> "${" + x + ".lower()}";
      case "trim", "strip" -> "${" + x + ".trim()}";
      case "size", "length", "count" -> "${size(" + x + ")}";
      case "round" -> "${round(" + x + ")}";
      case "money", "number", "number_with_delimiter", "currency" ->
          "${format(" + x + ", '#,##0.00')}";
      default -> "${" + x + ".upper()}, ${format(" + x + ", '0.00')}";
    };
  }

  static String pattern(String digits) {
    String count = digits.replaceAll("\\D", "");
    int places = count.isEmpty() || count.length() > 1 ? 0 : Integer.parseInt(count);
    return places == 0 ? "0" : "0." + "0".repeat(places);
  }
}
