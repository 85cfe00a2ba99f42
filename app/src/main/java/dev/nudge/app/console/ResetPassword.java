package dev.nudge.app.console;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.app.up.ConsoleDatabase;
import dev.nudge.console.Console;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nudge console password}. */
@Command(
    name = "password",
    sortOptions = false,
    description = {
      "Make up another password for an account of the console, and print it, once.",
      "",
      "For whoever has forgotten theirs, above all the last admin. Its sessions are over at once."
          + " 'nudge up' may run meanwhile or not."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge console password [NAME] [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge console password",
      "  nudge console password ada --set local.data=/var/lib/nudge",
      "",
      "Exit code 1 if there is no such account, 3 if the database does not answer."
    })
final class ResetPassword implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "admin",
      description = "The account (default: admin).")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String name;

  @Mixin private SettingsOptions options = new SettingsOptions();

  ResetPassword(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Optional<String> password =
        ConsoleDatabase.use(
            options.settings(terminal), settings -> Console.resetPassword(settings, name));
    terminal.line(
        password.orElseThrow(
            () -> Failure.input("the console has no account '" + name + "'; nothing has changed")));
    return Failure.OK;
  }
}
