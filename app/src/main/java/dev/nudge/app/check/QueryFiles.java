package dev.nudge.app.check;

import dev.nudge.app.terminal.Failure;
import dev.nudge.customer.query.QueryReader;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The queries among some paths, checked for their form: whether their tables and columns are there
 * is known where they run.
 *
 * @param files how many there are
 * @param problems found in them
 * @param others the paths that are left: those with something else than queries
 */
record QueryFiles(int files, List<Problem> problems, List<Path> others) {
  /** Reads files that end in {@code .sql}, and those in folders at any depth. */
  static QueryFiles read(List<Path> paths) {
    Map<Path, Path> files = new LinkedHashMap<>();
    List<Path> others = new ArrayList<>();
    for (Path path : paths) {
      try {
        List<Path> here = Files.isDirectory(path) ? inside(path) : List.of(path);
        boolean queries = here.stream().anyMatch(QueryFiles::isQuery);
        for (Path file : here) {
          if (isQuery(file) && Files.exists(file)) {
            files.putIfAbsent(file.toRealPath(), file);
          }
        }
        // A folder of queries alone holds no campaigns, and that is no mistake.
        if (!queries || here.stream().anyMatch(CampaignFiles::isCampaignFile)) {
          others.add(path);
        } else if (!Files.exists(path)) {
          throw Failure.input("there is no file or folder '" + path + "'; name query files");
        }
      } catch (IOException e) {
        throw Failure.input("cannot read '" + path + "' (" + e.getMessage() + ")");
      }
    }
    List<Problem> problems = new ArrayList<>();
    files.values().forEach(file -> read(file, problems));
    return new QueryFiles(files.size(), List.copyOf(problems), others);
  }

  private static void read(Path file, List<Problem> problems) {
    String name = file.toString();
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      QueryReader.read(name, text, problems);
    } catch (CharacterCodingException e) {
      problems.add(
          Problem.error(new Position(name, 1, 1), "the file is not UTF-8; save it as UTF-8"));
    } catch (IOException e) {
      throw Failure.input("cannot read '" + name + "' (" + e.getMessage() + ")");
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isQuery(Path file) {
    return file.toString().endsWith(QueryReader.ENDING);
  }
}
