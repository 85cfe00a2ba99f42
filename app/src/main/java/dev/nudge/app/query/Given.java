package dev.nudge.app.query;

import dev.nudge.app.terminal.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a query among the words of a command line: {@code --user-id U1}. */
final class Given {
  private static final String OPTION = "--";

  private Given() {}

  /**
   * Values by the names of parameters, each as often as it stands there.
   *
   * @param words what is no option of the command
   * @param named {@code name=value}, for parameters that are called as options of the command
   */
  static Map<String, List<String>> read(List<String> words, List<String> named) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith(OPTION) || word.equals(OPTION)) {
        throw Failure.usage(
            "'" + word + "' is one argument too many: a parameter is written --user-id U1");
      }
      int equals = word.indexOf('=');
      if (equals > 0) {
        add(given, word.substring(OPTION.length(), equals), word.substring(equals + 1));
      } else if (i + 1 < words.size() && !words.get(i + 1).startsWith(OPTION)) {
        add(given, word.substring(OPTION.length()), words.get(++i));
      } else {
        throw Failure.usage(
            "'"
                + word
                + "' has no value; a value that begins with -- is written "
                + word
                + "=VALUE");
      }
    }
    for (String one : named) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw Failure.usage("--parameter '" + one + "' is written --parameter user_id=U1");
      }
      add(given, one.substring(0, equals), one.substring(equals + 1));
    }
    return given;
  }

  private static void add(Map<String, List<String>> given, String name, String value) {
    given.computeIfAbsent(name.replace('-', '_'), same -> new ArrayList<>()).add(value);
  }
}
