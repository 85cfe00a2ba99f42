package dev.nudge.engine.document;

import java.util.Locale;

/** JSON may be indented with tabs, which YAML refuses: each becomes a space, so places stay. */
final class JsonTabs {
  private JsonTabs() {}

  /** A text that is JSON by the name of its file or, since not every text has one, by its looks. */
  static String toSpaces(String file, String text) {
    boolean json =
        file.toLowerCase(Locale.ROOT).endsWith(".json") || text.stripLeading().startsWith("{");
    return json ? toSpaces(text) : text;
  }

  private static String toSpaces(String json) {
    if (json.indexOf('\t') < 0) {
      return json;
    }
    StringBuilder text = new StringBuilder(json);
    boolean string = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        string = !string;
      } else if (c == '\\' && string) {
        i++;
      } else if (c == '\t' && !string) {
        text.setCharAt(i, ' ');
      }
    }
    return text.toString();
  }
}
