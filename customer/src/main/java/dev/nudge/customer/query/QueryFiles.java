package dev.nudge.customer.query;

import dev.nudge.customer.store.Shipped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The texts of queries: those that Nudge brings, those that people have saved, and the files of a
 * folder. Of several of one name the last of these holds. A file is read again when its time or its
 * size has changed.
 */
final class QueryFiles {
  private static final int MOST_FILES = 1_000;
  private static final String SHIPPED = "queries/";
  private static final String LIST = "all.txt";
  static final String FAST = ".fast" + QueryReader.ENDING;

  /**
   * A file as it was read.
   *
   * @param label what to call it in messages
   * @param text what it holds, or why that is not known
   * @param fast another statement with the same answer, which is asked where it fits the store
   */
  record Source(
      String label, String text, Optional<String> unread, Origin origin, Optional<String> fast) {
    Source(String label, String text, Optional<String> unread, Origin origin) {
      this(label, text, unread, origin, Optional.empty());
    }
  }

  private record Stamped(long time, long bytes, Source source) {}

  private final Optional<Path> folder;
  private final Supplier<Map<String, String>> saved;
  private final Map<String, Source> shipped = new TreeMap<>();
  private final Map<Path, Stamped> known = new HashMap<>();

  QueryFiles(Optional<Path> folder, Supplier<Map<String, String>> saved) {
    this.folder = folder;
    this.saved = saved;
    List<String> files = shippedFiles();
    for (String file : files) {
      if (!file.endsWith(FAST)) {
        String name = QueryReader.name(file);
        Optional<String> fast =
            Optional.of(name + FAST)
                .filter(files::contains)
                .map(quick -> Shipped.text(SHIPPED + quick));
        shipped.put(
            name,
            new Source(
                "shipped/" + file,
                Shipped.text(SHIPPED + file),
                Optional.empty(),
                Origin.SHIPPED,
                fast));
      }
    }
  }

  static List<String> shippedFiles() {
    return Shipped.text(SHIPPED + LIST).lines().filter(line -> !line.isBlank()).toList();
  }

  /** All of this moment, by the names of the queries. */
  Map<String, Source> read() throws IOException {
    Map<String, Source> all = new TreeMap<>(shipped);
    saved
        .get()
        .forEach(
            (name, text) ->
                all.put(
                    name,
                    new Source(
                        "saved/" + name + QueryReader.ENDING,
                        text,
                        Optional.empty(),
                        Origin.SAVED)));
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      known.clear();
      return all;
    }
    List<Path> files;
    try (Stream<Path> inside = Files.list(folder.get())) {
      files =
          inside
              .filter(path -> path.toString().endsWith(QueryReader.ENDING))
              .filter(Files::isRegularFile)
              .sorted()
              .limit(MOST_FILES + 1)
              .toList();
    }
    if (files.size() > MOST_FILES) {
      throw new IOException(folder.get() + " holds more than " + MOST_FILES + " queries");
    }
    known.keySet().retainAll(files);
    for (Path file : files) {
      all.put(QueryReader.name(file.toString()), source(file));
    }
    return all;
  }

  private Source source(Path file) {
    String label = file.toString();
    try {
      long time = Files.getLastModifiedTime(file).toMillis();
      long bytes = Files.size(file);
      Stamped before = known.get(file);
      if (before != null && before.time() == time && before.bytes() == bytes) {
        return before.source();
      }
      Source source = new Source(label, text(file, bytes), Optional.empty(), Origin.FILE);
      known.put(file, new Stamped(time, bytes, source));
      return source;
    } catch (CharacterCodingException e) {
      return new Source(label, "", Optional.of("the file is not UTF-8"), Origin.FILE);
    } catch (IOException e) {
      return new Source(
          label, "", Optional.of("the file cannot be read: " + e.getMessage()), Origin.FILE);
    }
  }

  private static String text(Path file, long bytes) throws IOException {
    if (bytes > 4L * QueryReader.MOST_CHARACTERS) {
      throw new IOException("it has " + bytes + " bytes");
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
        .toString();
  }
}
