package dev.nudge.app.input;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.mapping.Mapping;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The file that {@code --mapping} names. */
public final class MappingFile {
  private MappingFile() {}

  /**
   * Reads a mapping and shows what is wrong with it; without a file, lines are canonical.
   *
   * @throws Failure if there is no such file, or an error in it
   */
  public static Mapping read(Optional<Path> named, Terminal terminal) throws IOException {
    if (named.isEmpty()) {
      return Mapping.canonical();
    }
    Path file = named.get();
    List<Problem> problems = new ArrayList<>();
    Optional<Mapping> mapping;
    try {
      mapping = Mapping.read(file.toString(), Files.readString(file), problems);
    } catch (NoSuchFileException e) {
      throw Failure.input("there is no file '" + file + "'; --mapping names a YAML file");
    } catch (CharacterCodingException e) {
      throw Failure.input("the mapping '" + file + "' is not UTF-8; save it as UTF-8");
    }
    problems.sort(Comparator.comparing(Problem::at));
    problems.forEach(problem -> terminal.say(problem.toString()));
    long errors = problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).count();
    return mapping.orElseThrow(
        () -> Failure.input(Table.count(errors, "error") + " in the mapping; mend it"));
  }
}
