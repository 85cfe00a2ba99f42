package dev.nudge.customer.file;

import dev.nudge.customer.collection.Source.Files.Format;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A folder of this machine. */
record LocalFolder(Path path, String pattern, Format format) implements FileFolder {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  @Override
  public List<FoundFile> look() throws IOException {
    List<FoundFile> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            path, file -> matches(path.relativize(file)) && Files.isRegularFile(file))) {
      for (Path file : files) {
        long time = Files.getLastModifiedTime(file).toMillis();
        found.add(
            new FoundFile(
                path.relativize(file).toString(),
                file.toUri() + "#" + time + '-' + Files.size(file),
                time));
      }
    } catch (NoSuchFileException e) {
      // It may come.
    }
    found.sort(Comparator.comparing(FoundFile::name));
    return found;
  }

  private boolean matches(Path name) {
    return path.getFileSystem().getPathMatcher("glob:" + pattern).matches(name);
  }

  @Override
  public RecordFile open(FoundFile file) throws IOException {
    return RecordFile.open(path.resolve(file.name()), format);
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
