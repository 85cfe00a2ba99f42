package dev.nudge.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes {@code nudge.yaml}, each key with what it means above it. Secrets are left out. */
public final class NudgeYaml {
  private static final int WIDTH = 100;

  private static final List<String> HEAD =
      List.of(
          "The configuration of Nudge. Every key may be left out; what stands here are the defaults.",
          "A flag wins over an environment variable over this file: kafka.bootstrap is"
              + " --set kafka.bootstrap=HOST:PORT or NUDGE_KAFKA_BOOTSTRAP=HOST:PORT."
              + " 'nudge config' shows what is in force, and where each value comes from.");

  private NudgeYaml() {}

  /** A file that says what is in force anyway: where one begins. */
  public static String ofDefaults() {
    StringBuilder yaml = new StringBuilder();
    HEAD.forEach(line -> comment(yaml, "", line));
    return yaml + "\n" + write(Settings.defaults());
  }

  /** A file that says all of this. */
  static String write(Settings settings) {
    List<String> levels = new ArrayList<>();
    for (Map.Entry<String, List<Setting<?>>> level : SettingKeys.LEVELS.entrySet()) {
      String group = level.getKey();
      String indent = group.isEmpty() ? "" : "  ";
      StringBuilder yaml = new StringBuilder(group.isEmpty() ? "" : group + ":\n");
      for (Setting<?> setting : level.getValue()) {
        comment(yaml, indent, setting.description());
        yaml.append(indent + setting.key() + ": " + setting.write(settings) + "\n");
      }
      levels.add(yaml.toString());
    }
    return String.join("\n", levels);
  }

  private static void comment(StringBuilder yaml, String indent, String text) {
    StringBuilder line = new StringBuilder(indent + "#");
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        yaml.append(line).append('\n');
        line = new StringBuilder(indent + "#");
      }
      line.append(' ').append(word);
    }
    yaml.append(line).append('\n');
  }
}
