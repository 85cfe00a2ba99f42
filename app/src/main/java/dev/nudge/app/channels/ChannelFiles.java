package dev.nudge.app.channels;

import dev.nudge.app.terminal.Failure;
import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.channel.ChannelReader;
import dev.nudge.engine.document.DocumentText;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the channel files of some paths hold.
 *
 * @param channels that they hold
 * @param texts of each channel, its own document, by id
 * @param problems found in them
 */
record ChannelFiles(List<Channel> channels, Map<String, String> texts, List<Problem> problems) {
  /**
   * Reads files and, in folders at any depth, all that end in {@code .yaml}, {@code .yml} or {@code
   * .json}.
   *
   * @throws Failure if a path does not exist, cannot be read or is a folder without such files
   */
  static ChannelFiles read(List<Path> paths) {
    ChannelFiles found =
        new ChannelFiles(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    for (Path path : paths) {
      try {
        for (Path file : files(path)) {
          found.add(file);
        }
      } catch (NoSuchFileException e) {
        throw Failure.input("there is no file or folder '" + path + "'; name channel files");
      } catch (IOException e) {
        throw Failure.input("cannot read '" + path + "' (" + e.getMessage() + ")");
      }
    }
    return found;
  }

  private void add(Path file) throws IOException {
    String name = file.toString();
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
    } catch (CharacterCodingException e) {
      problems.add(
          Problem.error(new Position(name, 1, 1), "the file is not UTF-8; save it as UTF-8"));
      return;
    }
    ChannelReader reader = new ChannelReader();
    if (reader.read(name, text, problems).isEmpty()
        && problems.stream().noneMatch(Problem::isError)) {
      problems.add(Problem.error(new Position(name, 1, 1), "the file holds no channel"));
    }
    for (DocumentText document : DocumentText.split(name, text)) {
      for (Channel channel : reader.read(name, document.text(), new ArrayList<>())) {
        channels.add(channel);
        if (texts.putIfAbsent(channel.id(), document.text()) != null) {
          problems.add(
              Problem.error(
                  new Position(name, document.line(), 1),
                  "there is a channel '" + channel.id() + "' already; give it another name"));
        }
      }
    }
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> files =
          found
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(ya?ml|json)"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw Failure.input(
            "the folder '" + path + "' holds no channels (*.yaml, *.yml or *.json)");
      }
      return files;
    }
  }
}
