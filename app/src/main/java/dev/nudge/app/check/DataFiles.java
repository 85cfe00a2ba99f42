package dev.nudge.app.check;

import dev.nudge.app.terminal.Failure;
import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The queries and collections among some paths, checked for their form: whether their tables and
 * columns are there is known where they run.
 *
 * @param queries how many files of queries there are
 * @param collections how many collections
 * @param problems found in them
 * @param others the paths that are left: those with something else
 */
record DataFiles(int queries, int collections, List<Problem> problems, List<Path> others) {
  /** Reads queries and collections, also those in folders at any depth. */
  static DataFiles read(List<Path> paths) {
    Map<Path, Path> files = new LinkedHashMap<>();
    List<Path> others = new ArrayList<>();
    for (Path path : paths) {
      try {
        List<Path> here = Files.isDirectory(path) ? inside(path) : List.of(path);
        List<Path> data = here.stream().filter(DataFiles::isData).toList();
        for (Path file : data) {
          if (Files.exists(file)) {
            files.putIfAbsent(file.toRealPath(), file);
          }
        }
        // A folder of these alone holds no campaigns, and that is no mistake.
        if (data.isEmpty()
            || here.stream()
                .anyMatch(file -> CampaignFiles.isCampaignFile(file) && !isData(file))) {
          others.add(path);
        } else if (!Files.exists(path)) {
          throw Failure.input("there is no file or folder '" + path + "'; name query files");
        }
      } catch (IOException e) {
        throw Failure.input("cannot read '" + path + "' (" + e.getMessage() + ")");
      }
    }
    List<Problem> problems = new ArrayList<>();
    int queries = 0;
    int collections = 0;
    for (Path file : files.values()) {
      if (isQuery(file)) {
        read(file, text -> QueryReader.read(file.toString(), text, problems), problems);
        queries++;
      } else {
        List<Collection> found = new ArrayList<>();
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        read(
            file,
            text -> found.addAll(CollectionReader.read(file.toString(), text, folder, problems)),
            problems);
        collections += found.size();
      }
    }
    return new DataFiles(queries, collections, List.copyOf(problems), others);
  }

  private static void read(Path file, Consumer<String> reader, List<Problem> problems) {
    try {
      reader.accept(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString());
    } catch (CharacterCodingException e) {
      problems.add(
          Problem.error(
              new Position(file.toString(), 1, 1), "the file is not UTF-8; save it as UTF-8"));
    } catch (IOException e) {
      throw Failure.input("cannot read '" + file + "' (" + e.getMessage() + ")");
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isData(Path file) {
    return isQuery(file) || isCollection(file);
  }

  private static boolean isQuery(Path file) {
    return file.toString().endsWith(QueryReader.ENDING);
  }

  /** Whether it is YAML with a transform, which nothing else has. */
  static boolean isCollection(Path file) {
    try {
      return CampaignFiles.isCampaignFile(file)
          && Files.isRegularFile(file)
          && CollectionReader.isCollection(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // Whoever reads it says what is wrong.
      return false;
    }
  }
}
