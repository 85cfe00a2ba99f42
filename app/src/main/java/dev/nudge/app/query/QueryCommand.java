package dev.nudge.app.query;

import dev.nudge.app.config.SettingsOptions;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;
import tools.jackson.databind.JsonNode;

/** {@code nudge query}. */
@Command(
    name = "query",
    sortOptions = false,
    description = {
      "Ask a query of the console, or list them all.",
      "",
      "Without a name, it lists the queries with their parameters. A parameter is an option of its"
          + " name: --user-id U1, or --user-id=U1; a dash is an underscore, and an option that is"
          + " given several times is a list. --limit and --offset are the page.",
      "",
      "A query is a file of SQL in the folder queries/ of the console; see docs/queries.md."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "nudge query [NAME [--PARAMETER VALUE...]] [OPTION...]",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge query",
      "  nudge query columns --collection customers",
      "  nudge query big-spenders --at-least 10 --csv > big-spenders.csv",
      "  NUDGE_TOKEN=nudge_... nudge query columns --console https://nudge.example.com",
      "",
      "Exit code 1 if there is no such query, or a parameter or the token is wrong; 3 if no console"
          + " answers, or the query takes too long."
    })
public final class QueryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The query; all are listed without it.")
  private @Nullable String name;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "A parameter, also one that is called as an option of this command.")
  private List<String> named = new ArrayList<>();

  @Option(names = "--json", description = "Print the answer of the console as it is.")
  private boolean json;

  @Option(names = "--csv", description = "Print CSV with a line of names.")
  private boolean csv;

  @Option(
      names = "--console",
      paramLabel = "URL",
      description = "Where the console is (default: console.port on this machine).")
  private @Nullable String console;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "A token with the scope 'read' (default: the variable NUDGE_TOKEN).")
  private @Nullable String token;

  @Mixin private SettingsOptions options = new SettingsOptions();

  @Unmatched private List<String> words = new ArrayList<>();

  /** A command that writes to this terminal. */
  public QueryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (json && csv) {
      throw Failure.usage("--json and --csv: choose one");
    }
    RemoteConsole remote =
        new RemoteConsole(
            console == null ? usual(options.settings(terminal)) : console,
            Optional.ofNullable(token == null ? System.getenv("NUDGE_TOKEN") : token)
                .filter(text -> !text.isBlank()));
    if (name == null || name.startsWith("-")) {
      if (!words.isEmpty() || name != null) {
        throw Failure.usage("the name of the query comes first: nudge query NAME --user-id U1");
      }
      return list(remote);
    }
    Map<String, List<String>> given = new LinkedHashMap<>(Given.read(words, named));
    given.put("format", List.of(csv ? "csv" : "json"));
    RemoteConsole.Answer answer = remote.get("/api/queries/" + RemoteConsole.coded(name), given);
    if (csv || json) {
      terminal.write(answer.body().getBytes(StandardCharsets.UTF_8));
      if (json) {
        terminal.line("");
      }
    } else {
      table(answer.json());
    }
    answer
        .next()
        .ifPresent(next -> terminal.say("there are more rows: go on with --offset " + next));
    return Failure.OK;
  }

  private static String usual(Settings settings) {
    if (settings.console().port() == 0) {
      throw Failure.usage("console.port is 0: say with --console where the console is");
    }
    String host = settings.local().host();
    return "http://"
        + (host.equals("0.0.0.0") ? "127.0.0.1" : host)
        + ":"
        + settings.console().port();
  }

  private int list(RemoteConsole remote) {
    RemoteConsole.Answer answer = remote.get("/api/queries", Map.of());
    if (json) {
      terminal.write(answer.body().getBytes(StandardCharsets.UTF_8));
      terminal.line("");
      return Failure.OK;
    }
    JsonNode all = answer.json();
    Table table = Table.ofWords().row("QUERY", "PARAMETERS", "ANSWERS");
    for (JsonNode query : all.path("queries")) {
      List<String> parameters = new ArrayList<>();
      for (JsonNode parameter : query.path("parameters")) {
        String option =
            "--"
                + parameter.path("name").asString().replace('_', '-')
                + " "
                + parameter.path("type").asString().toUpperCase(Locale.ROOT);
        parameters.add(parameter.path("required").asBoolean() ? option : "[" + option + "]");
      }
      table.row(
          query.path("name").asString(),
          String.join(" ", parameters),
          query.path("summary").asString());
    }
    table.lines("").forEach(terminal::line);
    for (JsonNode problem : all.path("problems")) {
      terminal.say(
          problem.path("file").asString()
              + ":"
              + problem.path("line").asInt()
              + ":"
              + problem.path("column").asInt()
              + ": error: "
              + problem.path("text").asString());
    }
    return Failure.OK;
  }

  private void table(JsonNode answer) {
    Table table = Table.ofWords();
    List<String> names = new ArrayList<>();
    answer.path("columns").forEach(column -> names.add(column.path("name").asString()));
    table.row(names.toArray(String[]::new));
    for (JsonNode row : answer.path("rows")) {
      table.row(names.stream().map(column -> cell(row.path(column))).toArray(String[]::new));
    }
    table.lines("").forEach(terminal::line);
    terminal.say(Table.count(answer.path("rows").size(), "row"));
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isString() ? value.asString() : value.toString();
  }
}
