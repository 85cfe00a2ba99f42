package dev.nudge.app.config;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.settings.Configuration;
import dev.nudge.settings.Entry;
import dev.nudge.settings.NudgeYaml;
import dev.nudge.settings.Origin;
import dev.nudge.settings.SettingsReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge config}. */
@Command(
    name = "config",
    sortOptions = false,
    description = {
      "Show the configuration in force, and where each value comes from.",
      "",
      "A flag wins over an environment variable (time.slack is NUDGE_TIME_SLACK) over the file over"
          + " the default. Every mistake is reported at once, at its place. Secrets are never shown."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge config [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge config --default > nudge.yaml",
      "  nudge config --set time.slack=2s",
      "  NUDGE_KAFKA_BOOTSTRAP=kafka-1:9092 nudge config --json | jq '.settings[0]'",
      "",
      "Exit code 1 if something is wrong in the file, a variable or a flag."
    })
public final class ConfigCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--default",
      description = "Print a nudge.yaml with every key, what it means, and its default.")
  private boolean standard;

  @Option(names = "--json", description = "Print one JSON object, for machines.")
  private boolean json;

  /** A command that writes to this terminal. */
  public ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (standard) {
      NudgeYaml.ofDefaults().stripTrailing().lines().forEach(terminal::line);
      return Failure.OK;
    }
    Configuration configuration = options.configuration(terminal);
    if (json) {
      terminal.write(new JsonWriter().writeValue(asJson(configuration)));
      terminal.line("");
      return Failure.OK;
    }
    Table table = Table.ofWords();
    for (Entry entry : configuration.entries()) {
      String value = entry.value().isEmpty() ? "\"\"" : entry.value();
      table.row(entry.path(), value, entry.origin().toString());
    }
    table.lines("").forEach(terminal::line);
    if (configuration.file().isEmpty()) {
      terminal.say(
          "no configuration file: there is no "
              + SettingsReader.FILE
              + " here; 'nudge config --default' prints one");
    }
    return Failure.OK;
  }

  private static Map<String, Object> asJson(Configuration configuration) {
    Map<String, Object> json = new LinkedHashMap<>();
    configuration.file().ifPresent(file -> json.put("file", file));
    json.put("settings", configuration.entries().stream().map(ConfigCommand::asJson).toList());
    json.put("warnings", configuration.problems().stream().map(Problem::toString).toList());
    return json;
  }

  private static Map<String, Object> asJson(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", entry.path());
    json.put("value", entry.value());
    Origin origin = entry.origin();
    if (origin instanceof Origin.File file) {
      json.put("from", "file");
      json.put("at", file.at().toString());
    } else if (origin instanceof Origin.Environment environment) {
      json.put("from", "environment");
      json.put("at", environment.variable());
    } else if (origin instanceof Origin.Option flag) {
      json.put("from", "flag");
      json.put("at", flag.name());
    } else {
      json.put("from", "default");
    }
    return json;
  }
}
