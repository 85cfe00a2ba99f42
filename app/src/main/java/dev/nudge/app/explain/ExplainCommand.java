package dev.nudge.app.explain;

import dev.nudge.app.replay.OneUser;
import dev.nudge.app.replay.ReplayOptions;
import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.story.Story;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nudge explain}. */
@Command(
    name = "explain",
    sortOptions = false,
    description = {
      "Tell what happened to one user, event by event, and why a campaign fired or did not.",
      "",
      "Runs the user's events as 'nudge replay' would and tells of each what the campaigns made of"
          + " it: which step it began or advanced, which condition failed and over what values, what"
          + " is waited for and until when. The last lines say what each campaign came to."
    },
    synopsisHeading = "Usage: ",
    customSynopsis =
        "nudge explain --campaigns PATH... (--events FILE [--mapping FILE])... --user USER [OPTION...]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "An attempt is all that began with one event; attempts are numbered for each campaign. Of a",
      "condition that failed, its false parts are shown with the values they read. 'In vain' says",
      "that nothing more came in time. docs/explain.md tells how to read a story, and what --json",
      "prints.",
      "",
      "Examples:",
      "  nudge explain --campaigns examples/ecommerce/campaigns \\",
      "      --mapping examples/ecommerce/mapping.yaml --events examples/ecommerce/events.csv \\",
      "      --user hana",
      "  nudge explain --campaigns new.yaml --events day.jsonl.gz --user u1 --json \\",
      "      | jq -c 'select(.kind == \"unfit\")'",
      "",
      "Exit code 1 if there is no such user or campaign, or a campaign, the mapping or a file is wrong."
    })
public final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ReplayOptions given = new ReplayOptions();

  @Option(names = "--user", required = true, paramLabel = "USER", description = "Whose story.")
  private String user = "";

  @Option(
      names = "--campaign",
      paramLabel = "ID",
      description = "Tell only of this campaign; may be given more than once.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--json", description = "Print the story as JSON lines, for machines.")
  private boolean json;

  /** A command that writes to this terminal. */
  public ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    OneUser one = given.job().oneUser(user, new LinkedHashSet<>(only), terminal);
    Story story = Story.of(one.input());
    if (json) {
      JsonWriter writer = new JsonWriter();
      story
          .objects()
          .forEach(
              object -> {
                terminal.write(writer.writeValue(object));
                terminal.line("");
              });
    } else {
      story.lines().forEach(terminal::line);
    }
    if (one.rejectedLines() > 0) {
      terminal.say(
          Table.count(one.rejectedLines(), "line")
              + " of the events could not be used; 'nudge replay --rejected FILE' shows which");
    }
    return Failure.OK;
  }
}
