package dev.nudge.engine.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call as it is written.
 *
 * @param target what it is called on
 * @param arguments as they are written, without the comments between them
 */
public record Call(Optional<String> target, List<String> arguments) {
  private static final Pattern TARGET = Pattern.compile("(?:" + Idiom.PATH + "|'[^']*')\\.$");
  private static final int NEAR = 200;

  /**
   * The call whose function's name begins at an index.
   *
   * @param name of the function
   */
  public static Call of(String source, int start, String name) {
    String masked = Idioms.masked(source);
    Matcher target =
        TARGET.matcher(masked).region(Math.max(0, start - NEAR), Math.min(start, masked.length()));
    Optional<String> on =
        target.find()
            ? Optional.of(source.substring(target.start(), target.end() - 1))
            : Optional.empty();
    return new Call(on, arguments(source, masked, start + name.length()));
  }

  private static List<String> arguments(String source, String masked, int from) {
    List<String> arguments = new ArrayList<>();
    int open = masked.indexOf('(', from);
    int start = open + 1;
    int depth = 0;
    for (int i = open; open >= 0 && i < masked.length(); i++) {
      char c = masked.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0 || (depth == 1 && c == ',')) {
        String argument = source.substring(start, i).strip();
        if (!argument.isEmpty()) {
          arguments.add(argument);
        }
        start = i + 1;
        if (depth == 0) {
          break;
        }
      }
    }
    return List.copyOf(arguments);
  }

  /** What it is about: its target, else its first argument, else {@code x}. */
  String subject() {
    return target.orElseGet(() -> arguments.isEmpty() ? "x" : arguments.get(0));
  }

  /** An argument behind what it is about, or what stands for it where there is none. */
  String argument(int index, String otherwise) {
    int i = index + (target.isPresent() ? 0 : 1);
    return i < arguments.size() ? arguments.get(i) : otherwise;
  }
}
