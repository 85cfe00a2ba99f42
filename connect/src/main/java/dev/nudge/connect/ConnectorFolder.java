package dev.nudge.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The documents of connectors, a file each, which nobody but the owner reads. */
final class ConnectorFolder {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

  private static final Logger log = LoggerFactory.getLogger(ConnectorFolder.class);
  private static final String ENDING = ".json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;

  ConnectorFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** The settings of each connector by its name; a file that cannot be read is told and left. */
  Map<String, Map<String, String>> all() throws IOException {
    Map<String, Map<String, String>> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
        String name = String.valueOf(file.getFileName());
        try {
          Map<String, String> config =
              MAPPER.readValue(Files.readString(file), new TypeReference<>() {});
          all.put(name.substring(0, name.length() - ENDING.length()), config);
        } catch (IOException e) {
          log.error("the connector in {} is left out: it cannot be read", file, e);
        }
      }
    }
    return all;
  }

  void put(String name, Map<String, String> config) throws IOException {
    Path half = folder.resolve(name + ".half");
    Files.deleteIfExists(half);
    write(half, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(config));
    Files.move(
        half,
        folder.resolve(name + ENDING),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name + ENDING));
  }

  /** Makes a file that nobody but the owner can read, where there are such rights. */
  static void write(Path file, String text) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text);
  }
}
