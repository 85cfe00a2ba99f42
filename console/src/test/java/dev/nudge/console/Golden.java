package dev.nudge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents that are kept beside the tests; {@code -Dgolden.write=true} writes them anew. */
public final class Golden {
  private Golden() {}

  /** Compares with a file of {@code src/test/resources}. */
  public static void check(String name, String actual) {
    check(Path.of("src/test/resources").resolve(name), actual);
  }

  /** Compares with a file of this module. */
  public static void check(Path inModule, String actual) {
    Path file = module().resolve(inModule);
    try {
      if (Boolean.getBoolean("golden.write")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertThat(file).as("run with -Dgolden.write=true to make it").exists();
      assertThat(actual).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tests run in the module's folder, or in the one above it. */
  private static Path module() {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("console") ? here : here.resolve("console");
  }
}
