package dev.nudge.customer.query;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.Stream;

/**
 * The files of queries: those that Nudge brings, and those of a folder, of which one of the same
 * name replaces it. A file is read again when its time or its size has changed.
 */
final class QueryFiles {
  private static final int MOST_FILES = 1_000;
  private static final String SHIPPED = "/dev/nudge/customer/queries/";
  private static final String LIST = "all.txt";

  /**
   * A file as it was read.
   *
   * @param label what to call it in messages
   * @param text what it holds, or why that is not known
   * @param shipped whether Nudge brings it
   */
  record Source(String label, String text, Optional<String> unread, boolean shipped) {}

  private record Stamped(long time, long bytes, Source source) {}

  private final Optional<Path> folder;
  private final Map<String, Source> shipped = new TreeMap<>();
  private final Map<Path, Stamped> known = new HashMap<>();

  QueryFiles(Optional<Path> folder) {
    this.folder = folder;
    for (String file : resource(LIST).lines().filter(line -> !line.isBlank()).toList()) {
      shipped.put(
          QueryReader.name(file),
          new Source("shipped/" + file, resource(file), Optional.empty(), true));
    }
  }

  /** All of this moment, by the names of the queries. */
  Map<String, Source> read() throws IOException {
    Map<String, Source> all = new TreeMap<>(shipped);
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
      Source source = new Source(label, text(file, bytes), Optional.empty(), false);
      known.put(file, new Stamped(time, bytes, source));
      return source;
    } catch (CharacterCodingException e) {
      return new Source(label, "", Optional.of("the file is not UTF-8"), false);
    } catch (IOException e) {
      return new Source(
          label, "", Optional.of("the file cannot be read: " + e.getMessage()), false);
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

  private static String resource(String name) {
    try (InputStream in = QueryFiles.class.getResourceAsStream(SHIPPED + name)) {
      if (in == null) {
        throw new IllegalStateException("not in this build: " + SHIPPED + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
