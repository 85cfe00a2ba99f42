package dev.nudge.app.simulate;

import dev.nudge.app.terminal.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON lines: events in the file named, profiles and catalogue beside it, {@code
 * shop-profiles.jsonl} and {@code shop-catalog.jsonl} for {@code shop.jsonl}.
 */
final class FileSink implements ShopSink {
  private final OutputStream events;
  private final OutputStream profiles;
  private final OutputStream catalog;

  FileSink(Path file) {
    events = open(file);
    profiles = open(beside(file, "-profiles"));
    catalog = open(beside(file, "-catalog"));
  }

  static Path beside(Path file, String suffix) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(
        dot <= 0 ? name + suffix : name.substring(0, dot) + suffix + name.substring(dot));
  }

  @Override
  public void product(String id, String json) throws IOException {
    write(catalog, json);
  }

  @Override
  public void profile(String user, String json) throws IOException {
    write(profiles, json);
  }

  @Override
  public void event(String user, String json) throws IOException {
    write(events, json);
  }

  @Override
  public void flush() throws IOException {
    events.flush();
    profiles.flush();
    catalog.flush();
  }

  @Override
  public void close() throws IOException {
    events.close();
    profiles.close();
    catalog.close();
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  private static OutputStream open(Path file) {
    try {
      return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    } catch (IOException e) {
      throw Failure.input("cannot write '" + file + "': check that its folder exists and is yours");
    }
  }
}
