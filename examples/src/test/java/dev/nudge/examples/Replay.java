package dev.nudge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Nudge;
import dev.nudge.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a replay gave.
 *
 * @param triggers as JSON lines
 * @param transitions as JSON lines
 * @param rejected as JSON lines
 * @param summary what it said to people
 */
record Replay(String triggers, String transitions, String rejected, String summary) {
  private static final Pattern TRIGGER =
      Pattern.compile(
          "\\{\"id\":\"[^\"]+\",\"campaign\":\"([^\"]+)\",\"version\":1,\"user\":\"([^\"]+)\","
              + "\"time\":\"([^\"]+)\",.*}");

  /**
   * A trigger, as far as the READMEs tell.
   *
   * @param time ISO-8601, UTC
   */
  record Fired(String campaign, String user, String time) {
    String timeOfDay() {
      return time.substring(11, 19);
    }
  }

  /** Runs the real command with these arguments, keeping its outputs in a folder. */
  static Replay run(List<String> command, Path outputs) throws IOException {
    Path triggers = outputs.resolve("triggers.jsonl");
    Path transitions = outputs.resolve("transitions.jsonl");
    Path rejected = outputs.resolve("rejected.jsonl");
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--out", triggers.toString()));
    arguments.addAll(List.of("--transitions", transitions.toString()));
    arguments.addAll(List.of("--rejected", rejected.toString()));
    String said = succeed(arguments);
    return new Replay(
        Files.readString(triggers),
        Files.readString(transitions),
        Files.readString(rejected),
        said);
  }

  /** Runs a command that must succeed and returns all it wrote. */
  static String succeed(List<String> arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    succeed(arguments, said, said);
    return said.toString(StandardCharsets.UTF_8);
  }

  /** Runs a command that must succeed and returns what it wrote to standard output. */
  static String printed(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    succeed(arguments, out, new ByteArrayOutputStream());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void succeed(
      List<String> arguments, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    int exitCode = Nudge.run(new Terminal(out, err, false), true, arguments.toArray(String[]::new));
    assertThat(exitCode)
        .as("nudge %s\n%s", String.join(" ", arguments), err.toString(StandardCharsets.UTF_8))
        .isZero();
  }

  List<Fired> fired() {
    return fired(triggers);
  }

  /** Reads triggers as far as the READMEs tell. */
  static List<Fired> fired(String triggers) {
    List<Fired> fired = new ArrayList<>();
    for (String line : triggers.lines().toList()) {
      Matcher trigger = TRIGGER.matcher(line);
      assertThat(trigger.matches()).as("a trigger: %s", line).isTrue();
      fired.add(new Fired(trigger.group(1), trigger.group(2), trigger.group(3)));
    }
    return fired;
  }
}
