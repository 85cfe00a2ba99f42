package dev.nudge.app.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM that was started by a test and ends with it. */
final class JavaProcess implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          // As in the config.yaml that Flink brings.
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED");

  private final Process process;
  private final Path output;

  private JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a main class.
   *
   * @param output what it prints
   */
  static JavaProcess start(
      List<String> classPath, Map<String, String> environment, Path output, String... command)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(OPTIONS);
    line.add("-cp");
    line.add(String.join(File.pathSeparator, classPath));
    line.add(Orphanage.class.getName());
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new JavaProcess(builder.start(), output);
  }

  /** What it printed so far. */
  String output() throws IOException {
    return Files.exists(output) ? Files.readString(output) : "";
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has ended. */
  int exitCode() throws Exception {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("it goes on and on: " + output());
    }
    return process.exitValue();
  }

  /** As with {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
