package dev.nudge.engine.advice;

import static dev.nudge.engine.advice.Idiom.at;

import dev.nudge.engine.advice.Idiom.Found;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operators in words, as SQL and people have them. */
final class QueryIdioms {
  private static final Map<String, String> COMPARISONS =
      Map.ofEntries(
          Map.entry("eq", "=="),
          Map.entry("equals", "=="),
          Map.entry("equal to", "=="),
          Map.entry("equals to", "=="),
          Map.entry("ne", "!="),
          Map.entry("neq", "!="),
          Map.entry("gt", ">"),
          Map.entry("greater than", ">"),
          Map.entry("more than", ">"),
          Map.entry("gte", ">="),
          Map.entry("ge", ">="),
          Map.entry("at least", ">="),
          Map.entry("lt", "<"),
          Map.entry("less than", "<"),
          Map.entry("lte", "<="),
          Map.entry("le", "<="),
          Map.entry("at most", "<="),
          Map.entry("<>", "!="));

  private static final String TESTS =
      "contains?|includes?|has|starts?[ _]?with|begins?[ _]?with|ends?[ _]?with|matches|match"
          + "|rlike|regexp?|similar to";

  static final List<Idiom> ALL =
      List.of(
          at(
              "(?<x><P>)\\s+(?<not>(?i:not)\\s+)?(?<at>(?i:i?like))\\s+(?<v><T>)",
              found -> found.instead(not(found, like(found.get("x"), text(found.get("v")))))),
          at(
              "(?<x><P>)\\s+(?<not>(?i:not)\\s+)?(?<at>(?i:between))\\s+(?<a><V>)\\s+(?i:and)\\s+(?<b><V>)",
              found -> found.instead(not(found, between(found)))),
          at(
              "(?<x><V>)\\s*(?<at>(?i:is )?(?:<>|(?i:" + words() + ")(?= )))\\s*(?<v><V>)",
              found ->
                  found.instead(
                      found.get("x")
                          + " "
                          + COMPARISONS.get(
                              found
                                  .get("at")
                                  .toLowerCase(Locale.ROOT)
                                  .replaceFirst("^is\\s+", "")
                                  .replaceAll("\\s+", " "))
                          + " "
                          + found.get("v"))),
          at(
              "(?<x><P>)\\s+(?i:in)\\s+\\[?(?<a>\\d+)(?<at>\\.\\.\\.?)(?<b>\\d+)\\]?",
              found -> "there are no ranges; write " + between(found)),
          at(
              "(?<x><P>)\\s+(?<at>(?i:is)\\s+(?<not>(?i:not)\\s+)?"
                  + "(?i:null|none|nil|missing|undefined|empty|blank))",
              QueryIdioms::missing),
          at(
              "(?<x><P>)\\s+(?<at>(?i:is))\\s+(?<not>(?i:not)\\s+)?(?<v>(?i:true|false))",
              found ->
                  found.instead(
                      (found.has("not") == found.get("v").equalsIgnoreCase("true") ? "!" : "")
                          + found.get("x"))),
          at(
              "(?<x><P>)\\s+(?<at>(?i:is))\\s+(?<not>(?i:not)\\s+)?(?<v><V>)",
              found ->
                  found.instead(
                      found.get("x") + (found.has("not") ? " != " : " == ") + found.get("v"))),
          at(
              "(?<x><V>)\\s+(?<not>(?i:not)\\s+)?(?<at>(?i:in))\\s*"
                  + "(?:\\((?<a>[^()]*)\\)|\\{(?<b>[^{}]*)\\})",
              found ->
                  "a list is written in square brackets; write "
                      + not(
                          found, found.get("x") + " in [" + found.get("a") + found.get("b") + "]")),
          at(
              "(?<x><V>)\\s+(?:(?<not>(?i:not)\\s+)(?<at>(?i:in))|(?<in>IN|In))\\s*(?<list>\\[[^\\[\\]]*\\])",
              found ->
                  found.has("not")
                      ? "'not in' is written around the whole; write "
                          + not(found, found.get("x") + " in " + found.get("list"))
                      : "'in' is written in small letters; write "
                          + found.get("x")
                          + " in "
                          + found.get("list")),
          at(
              "(?<x><P>)(?<not>\\s+(?i:(?:does )?not))?"
                  + "(?<at>(?:\\s+|\\s*\\.\\s*)(?i:"
                  + TESTS
                  + ")(?=[\\s'\"])|\\s*(?:=~|!~|~))\\s*(?<v><V>|/[^/]*/)",
              QueryIdioms::test),
          at(
              "(?i:\\bcase)\\s+(?i:when)\\s+(?<a>.+?)\\s+(?i:then)\\s+(?<b>.+?)\\s+(?i:else)\\s+(?<c>.+?)\\s+(?i:end)",
              QueryIdioms::choice),
          at(
              "(?i:\\bif)\\s+(?<a>[^(].*?)\\s+(?i:then)\\s+(?<b>.+?)\\s+(?i:else)\\s+(?<c>.+)",
              QueryIdioms::choice),
          at(
              "^\\s*(?<at>(?i:select|from|where|when))\\s.*",
              found -> "an expression is the condition alone, without '" + found.get("at") + "'"));

  private QueryIdioms() {}

  private static String words() {
    return COMPARISONS.keySet().stream()
        .filter(word -> !word.equals("<>"))
        .sorted((a, b) -> b.length() - a.length())
        .map(word -> word.replace(" ", "\\s+"))
        .collect(Collectors.joining("|"));
  }

  private static String choice(Found found) {
    return "a choice is written with '?' and ':'; write "
        + found.get("a")
        + " ? "
        + found.get("b")
        + " : "
        + found.get("c");
  }

  private static String between(Found found) {
    String x = found.get("x");
    return x + " >= " + found.get("a") + " && " + x + " <= " + found.get("b");
  }

  private static String not(Found found, String condition) {
    return found.has("not") ? "!(" + condition + ")" : condition;
  }

  private static String missing(Found found) {
    String x = found.get("x");
    boolean selects = x.matches(".*\\.\\w+");
    String has = selects ? "has(" + x + ")" : x + " != null";
    return found.instead(found.has("not") ? has : selects ? "!has(" + x + ")" : x + " == null");
  }

  /** {@code 'a%'} begins with a, {@code '%a%'} holds it; anything else is a regular expression. */
  private static String like(String x, String pattern) {
    String inner = pattern.replaceAll("^%+|%+$", "");
    if (inner.contains("%") || inner.contains("_")) {
      String regex = inner.replace("%", ".*").replace('_', '.');
      return x
          + ".matches('"
          + (pattern.startsWith("%") ? "" : "^")
          + regex
          + (pattern.endsWith("%") ? "" : "$")
          + "')";
    }
    boolean before = pattern.startsWith("%");
    boolean behind = pattern.endsWith("%");
    String function = before && behind ? "contains" : before ? "endsWith" : "startsWith";
    return before || behind ? x + "." + function + "('" + inner + "')" : x + " == '" + inner + "'";
  }

  private static String test(Found found) {
    String written = found.get("at").replace(".", "").strip();
    String word = written.toLowerCase(Locale.ROOT).replaceAll("[ _]", "");
    String v = found.get("v");
    String x = found.get("x");
    boolean negated = found.has("not") || word.equals("!~");
    String function =
        word.startsWith("start") || word.startsWith("begin")
            ? "startsWith"
            : word.startsWith("end")
                ? "endsWith"
                : Stream.of("contain", "include", "has").anyMatch(word::startsWith)
                    ? "contains"
                    : "matches";
    String call = x + "." + function + "(" + (v.startsWith("/") ? "'" + text(v) + "'" : v) + ")";
    return "'"
        + written
        + "' is no operator of CEL; write "
        + (negated ? "!" : "")
        + call
        + (function.equals("contains")
            ? ", or for a list " + (negated ? "!(" + v + " in " + x + ")" : v + " in " + x)
            : "");
  }

  /** Without its quotes. */
  private static String text(String literal) {
    return literal.substring(1, literal.length() - 1);
  }
}
