package dev.nudge.app.config;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.document.Problem;
import dev.nudge.settings.Configuration;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a command is told where things are: {@code @Mixin private SettingsOptions options = new
 * SettingsOptions()}.
 */
public final class SettingsOptions {
  private final Map<String, String> environment;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: nudge.yaml in this folder, if there is one).")
  private @Nullable String config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set one key, such as time.slack=2s; 'nudge config' shows them all.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Where Kafka is; short for --set kafka.bootstrap=HOST:PORT.")
  private @Nullable String bootstrap;

  /** Options that are told the environment of this process as well. */
  public SettingsOptions() {
    this(System.getenv());
  }

  /** Options in an environment. */
  SettingsOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * What is in force, after what is wrong or doubtful has been said.
   *
   * @param flags that the command has for some keys, which win over all else
   * @throws Failure if something is wrong
   */
  public Settings settings(Terminal terminal, Flag... flags) {
    return configuration(terminal, flags).settings();
  }

  /** As {@link #settings}, with where each value comes from. */
  Configuration configuration(Terminal terminal, Flag... flags) {
    List<Flag> all = new ArrayList<>();
    sets.forEach(set -> all.add(flag(set)));
    if (bootstrap != null) {
      all.add(new Flag("--bootstrap", "kafka.bootstrap", bootstrap));
    }
    all.addAll(List.of(flags));
    Configuration configuration =
        SettingsReader.read(
            new SettingsInput(Optional.ofNullable(config), Path.of(""), environment, all));
    for (Problem problem : configuration.problems()) {
      terminal.say(problem.toString());
    }
    if (configuration.errors() > 0) {
      throw Failure.input(
          Table.count(configuration.errors(), "error") + " in the configuration; mend it");
    }
    return configuration;
  }

  private static Flag flag(String set) {
    int equals = set.indexOf('=');
    if (equals < 0) {
      throw Failure.usage("--set '" + set + "' sets nothing; write it like --set time.slack=2s");
    }
    return new Flag("--set", set.substring(0, equals).strip(), set.substring(equals + 1));
  }
}
