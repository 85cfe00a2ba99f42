package dev.nudge.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands of {@code nudge --help}, together with those that they are used with. */
final class CommandGroups {
  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put(
        "Try campaigns on files:", List.of("check", "replay", "backtest", "explain", "import"));
    GROUPS.put("Run:", List.of("up", "deliver", "config", "console"));
    GROUPS.put(
        "On a running system:",
        List.of(
            "publish",
            "pause",
            "resume",
            "end",
            "campaigns",
            "send",
            "triggers",
            "rejected",
            "channels",
            "query",
            "connect",
            "simulate"));
  }

  private CommandGroups() {}

  /** Lays the list of commands out in groups; what belongs to none comes last. */
  static void arrange(CommandLine commands) {
    commands
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::list);
  }

  private static String list(Help help) {
    Map<String, Help> left = new LinkedHashMap<>(help.subcommands());
    int width = left.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    GROUPS.forEach(
        (heading, names) -> {
          List<String> here = new ArrayList<>(names);
          here.retainAll(left.keySet());
          write(heading, here, left, width, text);
          left.keySet().removeAll(here);
        });
    write("Nudge itself:", List.copyOf(left.keySet()), left, width, text);
    return text.toString();
  }

  private static void write(
      String heading, List<String> names, Map<String, Help> helps, int width, StringBuilder text) {
    if (names.isEmpty()) {
      return;
    }
    text.append('\n').append(heading).append('\n');
    for (String name : names) {
      Help help = helps.get(name);
      String[] description =
          help == null ? new String[0] : help.commandSpec().usageMessage().description();
      text.append("  ")
          .append(name)
          .append(" ".repeat(width - name.length() + 2))
          .append(description.length == 0 ? "" : description[0])
          .append('\n');
    }
  }
}
