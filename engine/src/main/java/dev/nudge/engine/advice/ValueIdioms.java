package dev.nudge.engine.advice;

import static dev.nudge.engine.advice.Idiom.anywhere;
import static dev.nudge.engine.advice.Idiom.at;
import static dev.nudge.engine.advice.Idiom.types;

import dev.nudge.engine.document.Lengths;
import java.math.BigDecimal;
import java.util.List;

/** Numbers, texts and times as people write them. */
final class ValueIdioms {
  private static final String UNIT =
      "(?i:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|months?|years?)";

  static final List<Idiom> ALL =
      List.of(
          at(
              "(?<at>[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a`\u00b4])"
                  + "(?<v>[^\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a`\u00b4]*)"
                  + "[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a`\u00b4]?",
              found ->
                  "'" + found.get("at") + "' is no quote to CEL; write '" + found.get("v") + "'"),
          at(
              "'(?<a>\u00b7*)'(?<b>\\w[^']*)'",
              found ->
                  "the text ends at its second quote; write one with this quote in it as \""
                      + found.get("a")
                      + "'"
                      + found.get("b")
                      + "\""),
          at(
              "(?<at>[$\u20ac\u00a3\u00a5])\\s*(?<n>\\d[\\d.,_]*)",
              found -> "a number stands without its currency; write " + plain(found.get("n"))),
          at(
              "(?<n>\\d[\\d.,_]*)\\s*(?<at>[$\u20ac\u00a3\u00a5])",
              found -> "a number stands without its currency; write " + plain(found.get("n"))),
          at(
              "(?<n><N>)(?<at>%)\\s*(?=$|[&|)<>=])",
              found ->
                  "a number stands without a percent sign; write "
                      + found.get("n")
                      + ", or as a share "
                      + share(found.get("n"))),
          at(
              "\\b(?<at>\\d{1,3}(?:[,_]\\d{3})+(?:\\.\\d+)?)\\b",
              found -> "a number stands without separators; write " + plain(found.get("at"))),
          at(
              "(?<n>\\d{1,9})\\s*(?<unit>" + UNIT + ")\\b(?:\\s+(?i:ago))?",
              found ->
                  "a length of time is written "
                      + Lengths.expression(found.get("n") + found.get("unit"))
                          .orElse("duration('24h')")),
          at(
              "(?<n>\\d{1,12}(?:\\.\\d+)?)(?<at>[kK])\\b",
              found -> "a number stands without a unit; write " + found.get("n") + "000"),
          at(
              "(?<a><V>)\\s+(?<at>x|\u00d7|(?i:times))\\s+(?<b><V>)",
              found -> found.instead(found.get("a") + " * " + found.get("b"))),
          at(
              "(?<n><N>)\\s+(?<at>(?!(?i:and|or|not|in|xor)\\b)[A-Za-z]+)",
              found -> "a number stands without a unit; write " + found.get("n")),
          types(
              "(?<at>\\d{4}-\\d\\d-\\d\\d)",
              found -> "a time is written timestamp('" + found.get("at") + "T00:00:00Z')"),
          types(
              "(?<a><V>)\\s*(?<s><=?|>=?)\\s*(?<x><V>)\\s*(?<at>(?<t><=?|>=?))\\s*(?<b><V>)",
              found ->
                  "comparisons do not chain; write "
                      + found.get("a")
                      + " "
                      + found.get("s")
                      + " "
                      + found.get("x")
                      + " && "
                      + found.get("x")
                      + " "
                      + found.get("t")
                      + " "
                      + found.get("b")),
          anywhere(
              "(?<at>/\\*).*", found -> "a comment begins with // and goes to the end of the line"),
          at(
              "(?<at>--)\\s.*",
              found -> "a comment begins with // and goes to the end of the line"));

  private ValueIdioms() {}

  private static String plain(String number) {
    return number.replaceAll("[,_](?=\\d{3})", "").replaceAll("[.,_]+$", "").replace(',', '.');
  }

  private static String share(String number) {
    return new BigDecimal(number).movePointLeft(2).stripTrailingZeros().toPlainString();
  }
}
