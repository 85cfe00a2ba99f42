package dev.nudge.engine.expression;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the parser found wrong in plain words. */
final class SyntaxWording {
  private static final Pattern RESERVED = Pattern.compile("reserved identifier: (.*)");
  private static final Pattern LETTER = Pattern.compile("token recognition error at: '(.*)'");
  private static final Pattern INPUT =
      Pattern.compile("(?:mismatched|extraneous|no viable alternative at) input '(.*?)'(?: .*)?");
  private static final Pattern MISSING = Pattern.compile("missing (.*) at '(.*)'");

  /** The last word or sign. */
  private static final Pattern LAST = Pattern.compile("(\\w+|'[^']*'|\"[^\"]*\"|[^\\w\\s])\\s*$");

  private static final Map<String, String> WORDS =
      Map.of("and", "&&", "AND", "&&", "or", "||", "OR", "||", "not", "!", "NOT", "!");

  private SyntaxWording() {}

  /** The words for an error that stands by itself. */
  static Optional<String> of(Checker.Fault fault) {
    String message = fault.message();
    Matcher matcher = RESERVED.matcher(message);
    if (matcher.matches()) {
      return Optional.of(
          "'"
              + matcher.group(1)
              + "' is a reserved word; a property of that name is written"
              + " event['"
              + matcher.group(1)
              + "']");
    }
    if (message.equals("invalid argument to has() macro")) {
      return Optional.of("has() asks for a property: has(event.price)");
    }
    if (message.contains("The argument must be a simple name")) {
      return Optional.of("the first argument names the element: list.all(x, x > 1)");
    }
    if (message.startsWith("Expression recursion limit exceeded")) {
      return Optional.of(
          "nested too deeply: more than 250 operations in one another; use a list with 'in',"
              + " exists or sum");
    }
    if (message.startsWith("expression code point size exceeds limit")) {
      return Optional.of("too long: an expression may have 100,000 characters");
    }
    if (message.startsWith("For input string")) {
      return Optional.of("a number beyond the range of int");
    }
    return Optional.empty();
  }

  /** Whether what stands there may be a form of another language. */
  static boolean mayBeIdiom(Checker.Fault fault) {
    return of(fault).isEmpty() || RESERVED.matcher(fault.message()).matches();
  }

  /** The words for an error of the grammar. */
  static String ofGrammar(Checker.Fault fault, String source) {
    if (source.isBlank()) {
      return "an empty expression";
    }
    Matcher matcher = LETTER.matcher(fault.message());
    if (matcher.matches()) {
      return letter(matcher.group(1).strip());
    }
    matcher = MISSING.matcher(fault.message());
    if (matcher.matches()) {
      return matcher.group(2).equals("<EOF>")
          ? matcher.group(1) + " is missing at the end"
          : matcher.group(1) + " is missing before '" + matcher.group(2) + "'";
    }
    matcher = INPUT.matcher(fault.message());
    if (matcher.matches()) {
      String input = matcher.group(1).replace("%%", "%"); // as it stands in their format
      boolean atEnd = fault.offset() >= source.codePointCount(0, source.length());
      if (input.equals("<EOF>") || input.isEmpty() || atEnd) {
        return endsTooSoon(source, fault.message());
      }
      String sign = WORDS.get(input);
      return sign == null
          ? unexpected(input, source.offsetByCodePoints(0, fault.offset()), source)
          : "unexpected '" + input + "'; write '" + sign + "'";
    }
    return fault.message();
  }

  private static String endsTooSoon(String source, String message) {
    if (message.contains("expecting") && message.contains("':'")) {
      return "the expression ends too soon: behind '?' stands what to take, ':', and what else to"
          + " take";
    }
    Matcher last = LAST.matcher(source);
    return "the expression ends too soon"
        + (last.find() ? ": behind '" + last.group(1) + "' something is missing" : "");
  }

  /** A sign or word behind something that it cannot follow. */
  private static String unexpected(String input, int index, String source) {
    if (input.equals(")") || input.equals("]") || input.equals("}")) {
      String open = input.equals(")") ? "(" : input.equals("]") ? "[" : "{";
      return "'" + input + "' without a '" + open + "' before it, or nothing between them";
    }
    Matcher last = LAST.matcher(source.substring(0, Math.min(index, source.length())));
    if (!last.find()) {
      return "an expression does not begin with '" + input + "'";
    }
    String before = last.group(1);
    boolean operand =
        Character.isLetterOrDigit(input.charAt(0)) || "'\"_([{".indexOf(input.charAt(0)) >= 0;
    boolean value =
        Character.isLetterOrDigit(before.charAt(before.length() - 1))
            || ")]}'\"_".contains(before.substring(before.length() - 1));
    if (operand && value) {
      return "between '"
          + before
          + "' and '"
          + input
          + "' an operator is missing, such as == or &&";
    }
    return value
        ? "'" + input + "' cannot follow '" + before + "'"
        : "between '" + before + "' and '" + input + "' a value is missing";
  }

  private static String letter(String letters) {
    return switch (letters.isEmpty() ? "" : letters.substring(0, 1)) {
      case "=" -> "unexpected '='; to compare, write '=='";
      case "&" -> "unexpected '&'; write '&&'";
      case "|" -> "unexpected '|'; write '||'";
      case "'", "\"" -> "a string that does not end: " + letters;
      default -> "'" + letters + "' means nothing in CEL";
    };
  }
}
