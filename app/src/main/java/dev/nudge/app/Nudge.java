package dev.nudge.app;

import dev.nudge.app.backtest.BacktestCommand;
import dev.nudge.app.channels.ChannelsCommand;
import dev.nudge.app.channels.DeliverCommand;
import dev.nudge.app.check.CheckCommand;
import dev.nudge.app.config.ConfigCommand;
import dev.nudge.app.connect.ConnectCommand;
import dev.nudge.app.console.ConsoleCommand;
import dev.nudge.app.explain.ExplainCommand;
import dev.nudge.app.importer.ImportCommand;
import dev.nudge.app.input.InputException;
import dev.nudge.app.live.CampaignsCommand;
import dev.nudge.app.live.PublishCommand;
import dev.nudge.app.live.RejectedCommand;
import dev.nudge.app.live.SendCommand;
import dev.nudge.app.live.StatusCommand;
import dev.nudge.app.live.TriggersCommand;
import dev.nudge.app.query.QueryCommand;
import dev.nudge.app.replay.ReplayCommand;
import dev.nudge.app.simulate.SimulateCommand;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.app.terminal.Written;
import dev.nudge.app.up.UpCommand;
import dev.nudge.engine.document.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: finds the command, runs it, and turns whatever goes wrong into one line on the
 * error stream and an exit code.
 */
public final class Nudge {
  private static final List<String> VERSION = List.of("-V", "--version");

  private final Terminal terminal;
  private final boolean debug;

  private Nudge(Terminal terminal, boolean debug) {
    this.terminal = terminal;
    this.debug = debug;
  }

  /**
   * Runs a command.
   *
   * @param debug whether failures show where in the program they came from
   * @return 0 ok, 1 the input was wrong, 2 usage, 3 the system failed
   */
  public static int run(Terminal terminal, boolean debug, String... args) {
    return new Nudge(terminal, debug).run(args);
  }

  private int run(String[] args) {
    StringWriter help = new StringWriter();
    CommandLine commands = new CommandLine(new Root());
    wanted(args).forEach((name, command) -> commands.addSubcommand(name, command.get()));
    commands
        .getCommandSpec()
        .addOption(
            OptionSpec.builder(VERSION.toArray(String[]::new))
                .versionHelp(true)
                .description("Show the version.")
                .build());
    addHelp(commands);
    Written.teach(commands);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    CommandGroups.arrange(commands);
    commands
        .setOut(new PrintWriter(help))
        .setErr(new PrintWriter(help))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler((e, arguments) -> misuse(e))
        .setExecutionExceptionHandler((e, command, result) -> failure(e));
    int exitCode = commands.execute(args);
    try {
      terminal.write(help.toString().getBytes(StandardCharsets.UTF_8));
      terminal.flush();
      return exitCode;
    } catch (UncheckedIOException e) {
      return failure(e);
    }
  }

  /** Looking through a command takes milliseconds: the one that is called is enough. */
  private Map<String, Supplier<Object>> wanted(String[] args) {
    Map<String, Supplier<Object>> all = all();
    if (args.length > 0 && all.containsKey(args[0])) {
      all.keySet().retainAll(Set.of(args[0]));
    } else if (args.length == 1 && VERSION.contains(args[0])) {
      all.clear();
    }
    return all;
  }

  private Map<String, Supplier<Object>> all() {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("check", () -> new CheckCommand(terminal));
    all.put("backtest", () -> new BacktestCommand(terminal));
    all.put("replay", () -> new ReplayCommand(terminal));
    all.put("explain", () -> new ExplainCommand(terminal));
    all.put("import", () -> new ImportCommand(terminal));
    all.put("up", () -> new UpCommand(terminal));
    all.put("deliver", () -> new DeliverCommand(terminal));
    all.put("config", () -> new ConfigCommand(terminal));
    all.put("publish", () -> new PublishCommand(terminal));
    all.put("pause", () -> StatusCommand.pause(terminal));
    all.put("resume", () -> StatusCommand.resume(terminal));
    all.put("end", () -> StatusCommand.end(terminal));
    all.put("campaigns", () -> new CampaignsCommand(terminal));
    all.put("send", () -> new SendCommand(terminal));
    all.put("triggers", () -> new TriggersCommand(terminal));
    all.put("rejected", () -> new RejectedCommand(terminal));
    all.put("channels", () -> ChannelsCommand.on(terminal));
    all.put("console", () -> ConsoleCommand.on(terminal));
    all.put("query", () -> new QueryCommand(terminal));
    all.put("connect", () -> ConnectCommand.on(terminal));
    all.put("simulate", () -> new SimulateCommand(terminal));
    all.put("bench", this::bench);
    all.put("test", TestCommand::new);
    all.put("package", PackageCommand::new);
    all.put(WarmUpCommand.NAME, () -> new WarmUpCommand(terminal));
    return all;
  }

  private Object bench() {
    return CommandBeside.named("bench")
        .<Object>map(command -> command.on(terminal))
        .orElseGet(BenchCommand::new);
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    command.getSubcommands().values().forEach(Nudge::addHelp);
  }

  private int misuse(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String advice = "see '" + command.qualifiedName() + " --help'";
    if (e instanceof UnmatchedArgumentException unmatched) {
      advice = suggestion(unmatched, command) + advice;
    }
    terminal.say("nudge: " + lowerCaseFirst(message(e)) + "; " + advice);
    return Failure.USAGE;
  }

  private static String suggestion(UnmatchedArgumentException e, CommandSpec command) {
    String given = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
    Set<String> known =
        new TreeSet<>(
            given.startsWith("-") ? command.optionsMap().keySet() : command.subcommands().keySet());
    known.remove(WarmUpCommand.NAME);
    return Suggestion.nearest(given, known).map(near -> "did you mean '" + near + "'? ").orElse("");
  }

  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String given = unmatched.getUnmatched().get(0);
      CommandSpec command = e.getCommandLine().getCommandSpec();
      return given.startsWith("-")
          ? "there is no option '" + given + "'"
          : command.subcommands().isEmpty()
              ? "'" + given + "' is one argument too many"
              : "there is no command '" + given + "'";
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong arguments");
  }

  private int failure(Exception e) {
    terminal.draw("");
    if (debug) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      trace.toString().stripTrailing().replace("\t", "    ").lines().forEach(terminal::say);
    }
    if (e instanceof Failure failure) {
      terminal.say("nudge: " + failure.getMessage());
      return failure.exitCode();
    }
    if (e instanceof InputException) {
      terminal.say("nudge: " + e.getMessage());
      return Failure.INPUT;
    }
    Throwable cause = e.getCause();
    boolean io = e instanceof IOException || e instanceof UncheckedIOException;
    String text =
        e instanceof UncheckedIOException && cause != null ? cause.getMessage() : e.getMessage();
    String reason =
        text == null || text.isBlank()
            ? e.getClass().getSimpleName()
            : text.lines().findFirst().orElse("");
    terminal.say(
        io
            ? "nudge: reading or writing failed (" + reason + "): check the disk and your rights"
            : "nudge: internal error: " + reason + " (NUDGE_DEBUG=1 shows where it came from)");
    return Failure.SYSTEM;
  }

  private static String lowerCaseFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  /** What {@code nudge} alone does. */
  @Command(
      name = "nudge",
      versionProvider = Version.class,
      sortOptions = false,
      header = "Watches what customers do and fires the right offer at the right moment.",
      synopsisHeading = "%nUsage: ",
      customSynopsis = "nudge COMMAND [OPTION...]",
      commandListHeading = "",
      optionListHeading = "%nOptions:%n",
      footer = {
        "",
        "Examples:",
        "  nudge check examples/ecommerce/campaigns",
        "  nudge replay --campaigns examples/ecommerce/campaigns \\",
        "      --mapping examples/ecommerce/mapping.yaml --events examples/ecommerce/events.csv",
        "",
        "'nudge COMMAND --help' says more about a command.",
        "",
        "Exit codes: 0 ok, 1 the input was wrong, 2 wrong usage, 3 the system failed.",
        "NUDGE_JAVA_OPTS goes to the JVM (-Xmx512m); NUDGE_DEBUG=1 shows where a failure came from."
      })
  static final class Root implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /**
   * {@code nudge bench} where its module is not on the class path: it is no part of the product.
   */
  @Command(
      name = "bench",
      description = "Measure how fast Nudge is on this machine.",
      footer = "Runs from the checkout only: ./nudge bench")
  static final class BenchCommand implements Runnable {
    @Override
    public void run() {
      throw Failure.usage("the benchmarks run from a checkout of the source: ./nudge bench");
    }
  }

  /** {@code nudge test} belongs to the launcher, since it builds first. */
  @Command(
      name = "test",
      description = "Build everything and run all tests.",
      footer = "Runs from the checkout only: ./nudge test")
  static final class TestCommand implements Runnable {
    @Override
    public void run() {
      throw Failure.usage("the tests run from a checkout of the source: ./nudge test");
    }
  }

  /** {@code nudge package}, too. */
  @Command(
      name = "package",
      description = "Build the jar that is submitted to a Flink cluster.",
      footer = "Runs from the checkout only: ./nudge package")
  static final class PackageCommand implements Runnable {
    @Override
    public void run() {
      throw Failure.usage("the jar is built from a checkout of the source: ./nudge package");
    }
  }
}
