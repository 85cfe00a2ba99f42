package dev.nudge.app.check;

import dev.nudge.app.terminal.Failure;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.CampaignSet.Published;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.campaign.DuplicateIds;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the campaign files of some paths hold.
 *
 * @param files how many there are
 * @param documents as far as they could be read, in the order of the files
 * @param problems found while reading, sorted by place
 * @param texts what each file holds, by its name as in the problems, in order
 */
public record CampaignFiles(
    int files,
    List<CampaignDocument> documents,
    List<Problem> problems,
    Map<String, String> texts) {

  /**
   * Reads files and, in folders at any depth, all that end in {@code .yaml}, {@code .yml} or {@code
   * .json}, sorted by name. A file reached twice is read once.
   *
   * @throws Failure if a path does not exist, cannot be read or is a folder without campaigns
   */
  public static CampaignFiles read(List<Path> paths) {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (Path path : paths) {
      try {
        for (Path file : files(path)) {
          files.putIfAbsent(file.toRealPath(), file);
        }
      } catch (NoSuchFileException e) {
        throw Failure.input("there is no file or folder '" + path + "'; name campaign files");
      } catch (IOException e) {
        throw Failure.input("cannot read '" + path + "' (" + e.getMessage() + ")");
      }
    }
    List<CampaignDocument> documents = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path file : files.values()) {
      read(file, documents, problems, texts);
    }
    problems.addAll(
        DuplicateIds.among(documents.stream().map(CampaignDocument::campaign).toList()));
    problems.sort(Comparator.comparing(Problem::at));
    return new CampaignFiles(files.size(), documents, problems, texts);
  }

  /**
   * All problems, sorted by place: those of reading, and those that compiling finds in expressions
   * and patterns, also of a document that has other mistakes.
   */
  public List<Problem> allProblems() {
    return allProblems(Optional.empty());
  }

  /**
   * The same, with warnings of segments that are not there.
   *
   * @param segments the names of all that there are, if they are known
   */
  public List<Problem> allProblems(Optional<Set<String>> segments) {
    Set<Problem> all = new LinkedHashSet<>(problems);
    all.addAll(
        CampaignSet.compile(
                campaigns().stream().map(campaign -> published(campaign, Instant.EPOCH)).toList(),
                segments)
            .problems());
    return all.stream().sorted(Comparator.comparing(Problem::at)).toList();
  }

  /** The names of the segments among some paths; nothing where there is none, or a mistake. */
  public static Optional<Set<String>> segmentsAmong(List<Path> paths) {
    return DataFiles.read(paths).segmentNames();
  }

  /** The campaigns, those of documents with mistakes included. */
  public List<Campaign> campaigns() {
    return documents.stream().map(CampaignDocument::campaign).toList();
  }

  /** The first version of a campaign, published when it says, or else at the given time. */
  public static Published published(Campaign campaign, Instant otherwise) {
    return new Published(campaign, 1, campaign.published().orElse(otherwise));
  }

  /** How many of these are errors. */
  public static long errors(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .count();
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> files =
          found
              .filter(CampaignFiles::isCampaignFile)
              .filter(Files::isRegularFile)
              .filter(file -> !DataFiles.isDocumentOfData(file))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw Failure.input(
            "the folder '" + path + "' holds no campaigns (*.yaml, *.yml or *.json)");
      }
      return files;
    }
  }

  static boolean isCampaignFile(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private static void read(
      Path file,
      List<CampaignDocument> documents,
      List<Problem> problems,
      Map<String, String> texts) {
    String name = file.toString();
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      texts.put(name, text);
      documents.addAll(CampaignReader.read(name, text, problems));
    } catch (CharacterCodingException e) {
      problems.add(
          Problem.error(new Position(name, 1, 1), "the file is not UTF-8; save it as UTF-8"));
    } catch (IOException e) {
      throw Failure.input("cannot read '" + name + "' (" + e.getMessage() + ")");
    }
  }
}
