package dev.nudge.app.importer;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.importer.Format;
import dev.nudge.importer.Importer;
import dev.nudge.importer.crm.CrmCampaign;
import dev.nudge.importer.draft.Finished;
import dev.nudge.importer.ververica.RuleReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nudge import}. */
@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Turn rules and campaigns of other systems into campaign documents.",
      "",
      "Reads JSON: one object, a list of them, or one on each line. Knows the rules of dynamic"
          + " Flink CEP (Ververica, Alibaba Cloud) and the campaigns of a gaming CRM, and tells them"
          + " apart. Whatever cannot be converted is named with its place and never stops the rest;"
          + " every document that is written passes 'nudge check'."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  nudge import examples/dynamic-cep/rules.json --event-type action",
      "  nudge import examples/gaming-crm/import/campaigns.json --out campaigns",
      "",
      "Exit code 1 if something could not be converted."
    })
public final class ImportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSON files.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Write each campaign to a file of its own, ID.yaml, and not to the screen.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Overwrite files that exist already.")
  private boolean force;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What the files are, 'ververica' or 'crm', where that cannot be told.")
  private Optional<Format> format = Optional.empty();

  @Option(
      names = "--event-type",
      paramLabel = "PROPERTY",
      defaultValue = "type",
      description =
          "The property of a rule's events that says what happened; it becomes the 'event' of a"
              + " step. Default: type")
  private String eventType = "type";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "The time zone of dates that name none, such as Europe/Berlin. Default: UTC")
  private ZoneId zone = ZoneId.of("UTC");

  /** A command that writes to this terminal. */
  public ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Problem> unreadable = new ArrayList<>();
    Importer importer = new Importer(format, new RuleReader(eventType), new CrmCampaign(zone));
    for (Path file : files) {
      read(file, unreadable).ifPresent(text -> importer.add(file, text));
    }
    List<Problem> problems = new ArrayList<>(unreadable);
    problems.addAll(importer.problems());
    Destination destination =
        out == null ? new Destination.Screen(terminal) : new Destination.Folder(out, force);
    int written = 0;
    int refused = 0;
    problems.forEach(problem -> terminal.say(problem.toString()));
    for (Finished campaign : importer.finished()) {
      Optional<String> refusal = destination.write(campaign);
      refusal.ifPresent(reason -> terminal.say("nudge: " + reason));
      written += refusal.isEmpty() ? 1 : 0;
      refused += refusal.isEmpty() ? 0 : 1;
    }
    long errors = problems.stream().filter(Importer::isError).count() + refused;
    long warnings = problems.size() + refused - errors;
    terminal.say(
        Table.count(written, "campaign")
            + " imported"
            + (out == null ? "" : " to " + out)
            + ", "
            + Table.count(errors, "error")
            + (warnings > 0 ? ", " + Table.count(warnings, "warning") : ""));
    return errors > 0 ? Failure.INPUT : Failure.OK;
  }

  private static Optional<String> read(Path file, List<Problem> problems) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString());
    } catch (CharacterCodingException e) {
      problems.add(
          Problem.error(
              new Position(file.toString(), 1, 1), "the file is not UTF-8; save it as UTF-8"));
      return Optional.empty();
    } catch (NoSuchFileException e) {
      throw Failure.input("there is no file '" + file + "'; name JSON files");
    } catch (IOException e) {
      throw Failure.input("cannot read '" + file + "' (" + e.getMessage() + ")");
    }
  }
}
