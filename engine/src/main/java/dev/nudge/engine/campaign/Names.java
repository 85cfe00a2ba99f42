package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that a document gives to its steps and measures: CEL identifiers, none twice. */
final class Names {
  static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  /** It is in every trigger and transition. */
  private static final int LONGEST = 100;

  static final Set<String> OURS = Set.of("event", "profile", "now", "state");

  /** Words that CEL's grammar keeps: they cannot follow a dot either. */
  static final Set<String> KEPT =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  private static final Set<String> TYPES =
      Set.of(
          "bool",
          "bytes",
          "double",
          "dyn",
          "int",
          "list",
          "map",
          "null_type",
          "string",
          "strings",
          "type",
          "uint");

  /** Words that CEL has for itself. */
  static final Set<String> CELS =
      Stream.concat(KEPT.stream(), TYPES.stream()).collect(Collectors.toUnmodifiableSet());

  private final Fields fields;
  private final Map<String, Position> taken = new HashMap<>();

  Names(Fields fields) {
    this.fields = fields;
  }

  /** The name, or, after reporting why it cannot be one, a stand-in. */
  Text claim(Text name, String standIn) {
    String word = name.value();
    String problem = problem(word);
    if (problem.isEmpty()) {
      taken.put(word, name.position());
      return name;
    }
    fields.error(name.position(), problem);
    return Text.at(name.position(), standIn);
  }

  private String problem(String word) {
    Position first = taken.get(word);
    if (first != null) {
      return "duplicate name '" + word + "', first at " + first.line() + ":" + first.column();
    }
    if (word.length() > LONGEST) {
      return "the name '" + word.substring(0, LONGEST) + "...' is longer than " + LONGEST;
    }
    if (OURS.contains(word)) {
      return "the name '" + word + "' is taken: expressions know it already";
    }
    if (CELS.contains(word)) {
      return "the name '" + word + "' is taken: it is a word of CEL";
    }
    if (!IDENTIFIER.matcher(word).matches()) {
      String fixed = word.replaceAll("[^_a-zA-Z0-9]+", "_");
      String advice = IDENTIFIER.matcher(fixed).matches() ? ", such as '" + fixed + "'" : "";
      return "the name '"
          + word
          + "' must be letters, digits and '_', not beginning with a digit"
          + advice;
    }
    return "";
  }
}
