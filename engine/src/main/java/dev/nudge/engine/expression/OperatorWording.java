package dev.nudge.engine.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in plain words that an operator or function is not defined for some types. */
final class OperatorWording {
  private OperatorWording() {}

  /**
   * The words.
   *
   * @param name of the operator or function, as dev.cel calls it
   * @param applied the types it was applied to, such as {@code (int, double)}
   * @param candidates those it takes
   * @param literal whether one side is an integer written out
   */
  static String of(String name, String applied, @Nullable String candidates, boolean literal) {
    List<String> types = types(applied);
    if (name.startsWith("_") && name.endsWith("_") && types.size() == 2) {
      return binary(name.substring(1, name.length() - 1), types.get(0), types.get(1), literal);
    }
    return switch (name) {
      case "!_" -> "'!' needs a condition (bool), this is " + one(types.get(0));
      case "-_" -> "'-' needs an int or double, this is " + one(types.get(0));
      case "_?_:_" ->
          types.get(0).equals("bool") || types.get(0).equals("dyn")
              ? "both results of '?:' must have one type, here "
                  + types.get(1)
                  + " and "
                  + types.get(2)
              : "'?' needs a condition (bool) before it, this is " + one(types.get(0));
      case "_[_]" -> index(types);
      case "@in" -> in(types);
      default -> function(name, types, candidates);
    };
  }

  private static String binary(String sign, String left, String right, boolean literal) {
    if (sign.equals("==") || sign.equals("!=")) {
      return left.equals(right)
          ? "these are two "
              + left
              + "s of different types; to compare them all the same, wrap one"
              + " in dyn(...)"
          : one(left) + " never equals " + one(right);
    }
    if (sign.equals("&&") || sign.equals("||")) {
      return "'" + sign + "' needs conditions (bool) on both sides, here " + left + " and " + right;
    }
    String words = "'" + sign + "' is not defined for " + left + " and " + right;
    if (List.of("int", "double").containsAll(List.of(left, right)) && !left.equals(right)) {
      return words
          + (literal
              ? "; write the whole number with a fraction, such as 2.0"
              : "; convert with double(...)");
    }
    return words;
  }

  private static String index(List<String> types) {
    if (types.get(0).equals("list")) {
      return "an index of a list is an int, this is " + one(types.get(1));
    }
    return types.get(0).equals("map")
        ? "this map has no keys of type " + types.get(1)
        : "only lists and maps can be indexed, this is " + one(types.get(0));
  }

  private static String in(List<String> types) {
    return types.get(1).equals("list") || types.get(1).equals("map")
        ? one(types.get(0)) + " is never in this " + types.get(1)
        : "'in' needs a list or a map on its right, this is " + one(types.get(1));
  }

  private static String function(String name, List<String> types, @Nullable String candidates) {
    String words = "'" + name + "' is not defined for (" + String.join(", ", types) + ")";
    return candidates == null ? words : words + "; it takes " + takes(candidates);
  }

  private static String takes(String candidates) {
    List<String> forms = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= candidates.length(); i++) {
      char c = i == candidates.length() ? ',' : candidates.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        String form = candidates.substring(start, i);
        String types = "(" + String.join(", ", types(form)) + ")";
        if (!forms.contains(types)) {
          forms.add(types);
        }
        start = i + 1;
      }
    }
    return String.join(" or ", forms);
  }

  /** The types in a list such as {@code (int, list(string))} or {@code string.(int)}. */
  static List<String> types(String listed) {
    List<String> types = new ArrayList<>();
    String rest = listed;
    int receiver = rest.indexOf(".(");
    if (receiver > 0) {
      types.add(type(rest.substring(0, receiver)));
      rest = rest.substring(receiver + 1);
    }
    rest = rest.substring(1, Math.max(1, rest.length() - 1));
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= rest.length(); i++) {
      char c = i == rest.length() ? ',' : rest.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0 && i > start) {
        types.add(type(rest.substring(start, i).strip()));
        start = i + 1;
      }
    }
    return types;
  }

  /** A type as campaigns know it. */
  static String type(String name) {
    if (name.startsWith("list")) {
      return "list";
    } else if (name.startsWith("map")) {
      return "map";
    } else if (name.startsWith("%")) {
      return "any";
    }
    if (name.startsWith("optional_type")) {
      return "optional";
    }
    return switch (name) {
      case "google.protobuf.Timestamp" -> "timestamp";
      case "google.protobuf.Duration" -> "duration";
      case "null_type", "null" -> "null";
      default -> name.startsWith("type(") ? "type" : name;
    };
  }

  /** A type with its article. */
  static String one(String type) {
    return switch (type) {
      case "int" -> "an int";
      case "optional" -> "what may be missing";
      case "bool" -> "a condition (bool)";
      case "null" -> "null";
      case "bytes" -> "bytes";
      default -> "a " + type;
    };
  }
}
