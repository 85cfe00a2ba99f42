package dev.nudge.importer.aviator;

import dev.nudge.engine.document.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of Aviator that CEL has under another name. */
final class Functions {
  private enum Form {
    /** {@code a.name(b, ...)}. */
    METHOD,
    /** {@code name(a)}. */
    FUNCTION,
    /** {@code b in a}. */
    MEMBERSHIP
  }

  private record Counterpart(Form form, String name, int fewest, int most, CelType type) {}

  private static final Map<String, Counterpart> KNOWN = new LinkedHashMap<>();

  static {
    method("string.contains", "contains", 2, 2, CelType.OTHER);
    method("string.startsWith", "startsWith", 2, 2, CelType.OTHER);
    method("string.endsWith", "endsWith", 2, 2, CelType.OTHER);
    method("string.substring", "substring", 2, 3, CelType.STRING);
    method("string.indexOf", "indexOf", 2, 2, CelType.INT);
    function("string.length", "size", CelType.INT);
    function("count", "size", CelType.INT);
    function("long", "int", CelType.INT);
    function("double", "double", CelType.DOUBLE);
    function("str", "string", CelType.STRING);
    KNOWN.put("include", new Counterpart(Form.MEMBERSHIP, "in", 2, 2, CelType.OTHER));
  }

  private Functions() {}

  private static void method(String aviator, String cel, int fewest, int most, CelType type) {
    KNOWN.put(aviator, new Counterpart(Form.METHOD, cel, fewest, most, type));
  }

  private static void function(String aviator, String cel, CelType type) {
    KNOWN.put(aviator, new Counterpart(Form.FUNCTION, cel, 1, 1, type));
  }

  static CelText write(Expr.Call call, List<CelText> arguments) throws Untranslatable {
    Counterpart counterpart = KNOWN.get(call.function());
    if (counterpart == null) {
      String nearest = Suggestion.didYouMean(call.function(), KNOWN.keySet());
      throw new Untranslatable(
          call.at(),
          "the function '"
              + call.function()
              + "' has no counterpart"
              + (nearest.isEmpty()
                  ? "; these have: " + String.join(", ", KNOWN.keySet())
                  : nearest));
    }
    int given = arguments.size();
    if (given < counterpart.fewest() || given > counterpart.most()) {
      throw new Untranslatable(
          call.at(),
          "'"
              + call.function()
              + "' takes "
              + counterpart.fewest()
              + (counterpart.most() > counterpart.fewest() ? " or " + counterpart.most() : "")
              + " arguments, got "
              + given);
    }
    CelText first = arguments.get(0);
    return switch (counterpart.form()) {
      case METHOD -> {
        String rest =
            String.join(", ", arguments.subList(1, given).stream().map(CelText::text).toList());
        yield CelText.member(
            first.atLeast(CelText.MEMBER) + "." + counterpart.name() + "(" + rest + ")",
            counterpart.type());
      }
      case FUNCTION ->
          CelText.member(counterpart.name() + "(" + first.text() + ")", counterpart.type());
      case MEMBERSHIP ->
          new CelText(
              arguments.get(1).atLeast(CelText.RELATION + 1)
                  + " in "
                  + first.atLeast(CelText.RELATION + 1),
              CelText.RELATION,
              CelType.OTHER);
    };
  }
}
