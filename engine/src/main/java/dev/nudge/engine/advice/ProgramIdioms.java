package dev.nudge.engine.advice;

import static dev.nudge.engine.advice.Idiom.anywhere;
import static dev.nudge.engine.advice.Idiom.at;

import java.util.List;
import java.util.Map;

/** Operators and forms of programming languages. */
final class ProgramIdioms {
  private static final Map<String, String> SIGNS =
      Map.of(
          "===", "==", "!==", "!=", "=>", ">=", "=<", "<=", ":=", "==", "=", "==", "&", "&&", "|",
          "||");

  static final List<Idiom> ALL =
      List.of(
          at(
              "(?<![=!<>])(?<at>===|!==|=>|=<|:=)",
              found -> found.instead("'" + SIGNS.get(found.get("at")) + "'")),
          at(
              "(?<x><V>)\\s*(?<at>\\?\\?)\\s*(?<y><V>)",
              found ->
                  "'??' stands in texts only; write "
                      + (found.get("x").contains(".")
                          ? "(has("
                              + found.get("x")
                              + ") ? "
                              + found.get("x")
                              + " : "
                              + found.get("y")
                              + ")"
                          : "has(x) ? x : " + found.get("y"))),
          at(
              "(?<x><P>)\\s*(?<at>\\?:|\\|\\|\\s*=)\\s*(?<y><V>)",
              found ->
                  found.instead(
                      "has(" + found.get("x") + ") ? " + found.get("x") + " : " + found.get("y"))),
          at(
              "(?i:\\biif|\\bif)\\s*\\((?<a>[^(),]*(?:\\([^()]*\\))?[^(),]*),(?<b>[^(),]*),(?<c>[^(),]*)\\)",
              found ->
                  "a choice is written with '?' and ':'; write "
                      + found.get("a")
                      + " ? "
                      + found.get("b")
                      + " : "
                      + found.get("c")),
          at(
              "(?i:\\b(?:(?:if|switch|while|for)\\s*\\(|(?:if|case|return|var|let|const|function)\\s+\\w)).*",
              found ->
                  "an expression is one value without statements; a choice is written"
                      + " condition ? this : that"),
          at(
              "\\b(?<at>(?<v>true|false|null)\\s*\\(\\s*\\))",
              found -> "'" + found.get("v") + "' is no function; write " + found.get("v")),
          at(
              "(?<at>(?i:count)\\s*\\(\\s*\\*\\s*\\))",
              found -> Synonyms.measure("count", "events", "aggregate: count, event: ...")),
          at("(?i:\\bnot)\\s+(?<x><P>)", found -> "'not' is written '!'; write !" + found.get("x")),
          at("(?<at>\\+\\+|--)", found -> "an expression changes nothing; write + 1 for one more"),
          at(
              "(?<x><V>)\\s*(?<at>\\*\\*|\\^)\\s*(?<y>\\d+)",
              found ->
                  found.instead(
                      found.get("y").equals("2")
                          ? found.get("x") + " * " + found.get("x")
                          : "the product")),
          anywhere("(?<at>;)\\s*$", found -> "an expression ends without ';'"));

  private ProgramIdioms() {}
}
