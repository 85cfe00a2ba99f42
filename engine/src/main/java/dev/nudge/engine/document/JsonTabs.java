package dev.nudge.engine.document;

/** JSON may be indented with tabs, which YAML refuses: each becomes a space, so places stay. */
final class JsonTabs {
  private JsonTabs() {}

  static String toSpaces(String json) {
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
