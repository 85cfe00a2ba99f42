package dev.nudge.app;

import dev.nudge.app.terminal.Terminal;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine;

/**
 * A command of a module that stands beside the product and knows it, while the product does not
 * know the module: a service, found on the class path by {@link ServiceLoader}.
 */
public interface CommandBeside {
  /** What it is called by: {@code nudge NAME}. */
  String name();

  /** The command, which writes to this terminal. */
  CommandLine on(Terminal terminal);

  /** The command of this name, if its module is on the class path. */
  static Optional<CommandBeside> named(String name) {
    return ServiceLoader.load(CommandBeside.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(command -> command.name().equals(name))
        .findFirst();
  }
}
