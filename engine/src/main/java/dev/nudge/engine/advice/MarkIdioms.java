package dev.nudge.engine.advice;

import static dev.nudge.engine.advice.Idiom.anywhere;
import static dev.nudge.engine.advice.Idiom.at;

import dev.nudge.engine.advice.Idiom.Found;
import java.util.List;
import java.util.Set;

/** Marks around and inside names, as templates, JSON paths and shells have them. */
final class MarkIdioms {
  private static final Set<String> ROOTS = Set.of("event", "profile", "now", "state");

  static final List<Idiom> ALL =
      List.of(
          at(
              "\\(\\s*(?<v>" + Idiom.NAME + ")\\s*(?<at>=>|->)",
              found -> found.instead("the element and a comma: (" + found.get("v") + ", ...)")),
          at(
              "(?<at>[$#]\\{)\\s*(?<e>[^{}]*?)\\s*\\}",
              found -> "'" + found.get("at") + "...}' belongs into texts; write " + found.get("e")),
          at(
              "(?<at>\\{\\{)\\s*(?<e>[^{}]*?)\\s*\\}\\}",
              found -> "there is no '{{...}}' in CEL; write " + found.get("e")),
          at(
              "(?<at>\\{)\\s*(?<e><P>)\\s*\\}",
              found -> "a name stands without braces; write " + found.get("e")),
          at(
              "(?<x><P>)(?<at>\\[\\s*\\*?\\s*\\]|\\.\\*)\\.(?<f>\\w+)(?:\\s*(?<op>[=!<>]=?)\\s*(?<v><V>))?",
              found ->
                  "the elements of a list are gone through one by one; write "
                      + found.get("x")
                      + ".exists(i, i."
                      + found.get("f")
                      + " "
                      + (found.has("op") ? found.get("op") : "==")
                      + " "
                      + (found.has("v") ? found.get("v") : "...")
                      + ")"),
          at(
              "(?<x><P>)(?<at>\\[[^\\[\\]]*:[^\\[\\]]*\\])",
              found ->
                  "there are no parts of a list; take an element, "
                      + found.get("x")
                      + "[0], or of a text "
                      + found.get("x")
                      + ".substring(0, 2)"),
          anywhere(
              "(?<x><P>)(?<at>\\?\\.)(?<f>[A-Za-z_]\\w*)",
              found ->
                  ROOTS.contains(found.get("x"))
                      ? "'"
                          + found.get("x")
                          + "' is always there; write "
                          + found.get("x")
                          + "."
                          + found.get("f")
                      : "what may be missing is written with the question mark behind the dot; write "
                          + found.get("x")
                          + ".?"
                          + found.get("f")
                          + ".orValue('')"),
          at(
              "(?<x><P>)\\s*(?<at>->>?|::|:)\\s*(?<f>[A-Za-z_]\\w*)",
              found ->
                  "a property is written behind a dot; write "
                      + found.get("x")
                      + "."
                      + found.get("f")),
          at(
              "(?<![.\\w])(?<at>[$@#]\\.?)(?<e><P>)",
              found -> "a name has no sign before it; write " + own(found)),
          at(
              "(?<x><P>)\\.(?<at>\\w*[^\\w\\s.()\\[\\]{}=<>!&|,'\"*+?:;/%^~-][^\\s.()\\[\\]{}=<>!&|,'\"*+?:;/%^~]*)",
              found ->
                  "a property of this name is written "
                      + found.get("x")
                      + "['"
                      + found.get("at")
                      + "']"));

  private MarkIdioms() {}

  /** A name, of the event where it stands alone. */
  private static String own(Found found) {
    String path = found.get("e");
    String root = path.split("[.\\[(]", 2)[0];
    return ROOTS.contains(root) ? path : "event." + path;
  }
}
