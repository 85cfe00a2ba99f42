package dev.nudge.app.check;

import dev.nudge.app.terminal.Failure;
import dev.nudge.customer.board.BoardReader;
import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.CollectionReader;
import dev.nudge.customer.query.Queries;
import dev.nudge.customer.query.QueryReader;
import dev.nudge.customer.segment.Segment;
import dev.nudge.customer.segment.SegmentReader;
import dev.nudge.delivery.channel.ChannelReader;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The queries, collections, segments, boards and channels among some paths, checked for their form:
 * whether their tables and columns are there is known where they run.
 *
 * @param queries the names of the queries
 * @param collections how many collections
 * @param segments those without a mistake
 * @param boards how many files of boards
 * @param channels how many files of channels
 * @param problems found in them
 * @param others the paths that are left: those with something else
 */
record DataFiles(
    Set<String> queries,
    int collections,
    List<Segment> segments,
    int boards,
    int channels,
    List<Problem> problems,
    List<Path> others) {
  /** The names of the segments, where there are some and nothing is wrong. */
  Optional<Set<String>> segmentNames() {
    return segments.isEmpty() || CampaignFiles.errors(problems) > 0
        ? Optional.empty()
        : Optional.of(segments.stream().map(Segment::id).collect(Collectors.toSet()));
  }

  /** The names of all queries, where there are some among the paths. */
  Optional<Set<String>> queryNames() {
    if (queries.isEmpty()) {
      return Optional.empty();
    }
    Set<String> all = new TreeSet<>(Queries.shipped());
    all.addAll(queries);
    return Optional.of(all);
  }

  /** Reads all of these, also those in folders at any depth. */
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
    Set<String> queries = new TreeSet<>();
    int collections = 0;
    int boards = 0;
    int channels = 0;
    List<Segment> segments = new ArrayList<>();
    SegmentReader reader = new SegmentReader();
    ChannelReader channelReader = new ChannelReader();
    for (Path file : files.values()) {
      if (isQuery(file)) {
        read(file, text -> QueryReader.read(file.toString(), text, problems), problems);
        queries.add(QueryReader.name(file.toString()));
      } else if (isBoard(file)) {
        read(file, text -> BoardReader.read(file.toString(), text, problems), problems);
        boards++;
      } else if (isChannel(file)) {
        read(file, text -> channelReader.read(file.toString(), text, problems), problems);
        channels++;
      } else if (isSegment(file)) {
        read(file, text -> segments.addAll(reader.read(file.toString(), text, problems)), problems);
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
    return new DataFiles(
        queries,
        collections,
        List.copyOf(segments),
        boards,
        channels,
        List.copyOf(problems),
        others);
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
    return isQuery(file) || isDocumentOfData(file);
  }

  /** Whether it is YAML of a collection, a segment, a board or a channel. */
  static boolean isDocumentOfData(Path file) {
    return isCollection(file) || isSegment(file) || isBoard(file) || isChannel(file);
  }

  private static boolean isQuery(Path file) {
    return file.toString().endsWith(QueryReader.ENDING);
  }

  /** Whether it is YAML of collections. */
  static boolean isCollection(Path file) {
    return isYaml(file, CollectionReader::isCollection);
  }

  /** Whether it is YAML that says who, which nothing else does. */
  static boolean isSegment(Path file) {
    return isYaml(file, SegmentReader::isSegment);
  }

  /** Whether it is YAML with panels, which nothing else has. */
  static boolean isBoard(Path file) {
    return isYaml(file, BoardReader::isBoard);
  }

  /** Whether it is YAML of channels. */
  static boolean isChannel(Path file) {
    return isYaml(file, ChannelReader::isChannel);
  }

  private static boolean isYaml(Path file, Predicate<String> what) {
    try {
      return CampaignFiles.isCampaignFile(file)
          && Files.isRegularFile(file)
          && what.test(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // Whoever reads it says what is wrong.
      return false;
    }
  }
}
