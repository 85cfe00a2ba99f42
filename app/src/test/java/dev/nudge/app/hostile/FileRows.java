package dev.nudge.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Files given to {@code check}, {@code replay}, {@code explain} and {@code send}. */
final class FileRows {
  private static final String PLAIN = "id: a\npattern: {steps: [{name: it, event: a}]}\n";
  private static final String EVENT = "{\"user\":\"u\",\"type\":\"a\",\"time\":0,\"s\":\"a\"}\n";
  private static int files;

  private FileRows() {}

  static List<Row> rows() {
    return List.of(
        checked(
            "groups nested 30 deep",
            "id: a\npattern:\n  steps: "
                + "[{steps: ".repeat(30)
                + "[{name: a}]"
                + "}]".repeat(30)
                + "\n"),
        checked(
            "10,000 steps",
            "id: a\npattern:\n  steps: ["
                + IntStream.range(0, 10_000)
                    .mapToObj(i -> "{name: s" + i + ", event: a}")
                    .collect(Collectors.joining(","))
                + "]\n"),
        checked(
            "a YAML bomb",
            "id: a\na: &a [x,x]\n"
                + IntStream.range(0, 25)
                    .mapToObj(i -> "a" + i + ": &a [*a,*a]\n")
                    .collect(Collectors.joining())),
        checked(
            "10,000 levels of nesting", "id: a\noffer: " + "[".repeat(10_000) + "]".repeat(10_000)),
        checked(
            "an expression of 5,000 parentheses",
            "id: a\nwhen: " + "(".repeat(5_000) + "true" + ")".repeat(5_000) + "\n"),
        checked(
            "1 MB of unknown keys",
            "id: a\n"
                + IntStream.range(0, 60_000)
                    .mapToObj(i -> "wrong" + i + ": 1\n")
                    .collect(Collectors.joining())),
        checked("NUL and ESC", "id: \"a\\0\\e[31m\"\nname: \"\\e[31m\"\n"),
        new Row(
            "`check` of invalid UTF-8",
            Way.FILES,
            "exit code 1, and the place",
            "standard error",
            victim -> fails(Command.nudge("check", victim.file("c.yaml", filled(100_000))))),
        replayed("lines that are no events", "no JSON\n{}\n[1]\n" + EVENT),
        replayed("a line of 20 MB", "{\"user\":\"" + "x".repeat(20_000_000) + "\"}\n" + EVENT),
        replayed(
            "10,000 levels of nesting",
            "{\"user\":\"u\",\"type\":\"a\",\"time\":0,\"d\":"
                + "[".repeat(10_000)
                + "]".repeat(10_000)
                + "}\n"
                + EVENT),
        replayed(
            "times in 1970, 2200 and in seconds",
            EVENT + EVENT.replace("0,", "7258118400000,") + EVENT.replace("0,", "1795168800,")),
        new Row(
            "`replay` of 400 KB of the byte 0xFF",
            Way.FILES,
            "the lines are rejected; exit code 0, or 1 for no event at all",
            "`--rejected`, the summary",
            victim -> ends(replay(victim, PLAIN, victim.file("e.jsonl", filled(400_000))))),
        new Row(
            "`replay` of a file that is cut off within gzip",
            Way.FILES,
            "exit code 1 and a line that says so",
            "standard error",
            victim ->
                fails(
                    replay(
                        victim,
                        PLAIN,
                        victim.file("cut.jsonl.gz", Arrays.copyOf(gzip(EVENT, 1), 30))))),
        new Row(
            "`replay` of a gzip bomb (one line of 300 MB)",
            Way.FILES,
            "rejected, or exit code 1 and a line that says so",
            "`--rejected`, standard error",
            victim ->
                ends(
                    replay(
                        victim,
                        PLAIN,
                        victim.file("bomb.jsonl.gz", gzip(" ".repeat(1_000_000), 300))))),
        new Row(
            "`replay` of an empty file",
            Way.FILES,
            "exit code 0 or 1, and a line that says so",
            "standard error",
            victim -> ends(replay(victim, PLAIN, victim.file("empty.jsonl", new byte[0])))),
        grown(
            "an offer that grows without end",
            PLAIN + "offer: {text: \"${it.s" + ".replace('a', 'aaaaaaaaaa')".repeat(9) + "}\"}\n"),
        grown(
            "a condition that grows without end",
            "id: a\npattern: {steps: [{name: it, event: a, where: \"size(event.s"
                + ".replace('a', 'aaaaaaaaaa')".repeat(9)
                + ") > 0\"}]}\n"),
        grown(
            "a list that doubles without end",
            "id: a\npattern: {steps: [{name: it, event: a, where: \"size("
                + "(".repeat(1)
                + "[event.s]"
                + ")"
                + ".map(x, [x, x])".repeat(20)
                + ") > 0\"}]}\n"),
        grown(
            "a script that loops",
            "id: a\npattern: {steps: [{name: it, event: a, script: \"function(e) { while (true) {} }\"}]}\n"),
        grown(
            "a script that takes all memory",
            "id: a\npattern: {steps: [{name: it, event: a, script: \"function(e) { var a = 'a'; while (true) { a += a; } }\"}]}\n"),
        new Row(
            "`explain` of a user with CR, LF and ESC",
            Way.FILES,
            "shown with the control characters escaped",
            "standard output",
            victim -> {
              Path events =
                  victim.file(
                      "esc.jsonl", EVENT.replace("\"u\"", "\"a\\u001b[31m\\nb\"").getBytes(UTF_8));
              Command story =
                  Command.nudge(
                      "explain",
                      "--campaigns",
                      victim.file("p.yaml", PLAIN.getBytes(UTF_8)),
                      "--events",
                      events,
                      "--user",
                      "a\u001b[31m\nb");
              assertThat(story.exitCode()).as(story.err()).isZero();
              plain(story);
            }),
        new Row(
            "`send` of lines that are no events",
            Way.FILES,
            "the lines are rejected, the others sent",
            "the summary",
            victim ->
                ends(
                    Command.nudge(
                        "send",
                        "--events",
                        victim.file("s.jsonl", ("no JSON\n" + EVENT).getBytes(UTF_8)),
                        "--bootstrap",
                        victim.bootstrap()))),
        shown("triggers"),
        shown("rejected"),
        shown("campaigns"));
  }

  private static Row checked(String input, String document) {
    return new Row(
        "`check` of " + input,
        Way.FILES,
        "exit code 1; the mistakes at their places",
        "standard error",
        victim -> fails(Command.nudge("check", file(victim, ".yaml", document))));
  }

  private static Row replayed(String input, String events) {
    return new Row(
        "`replay` of " + input,
        Way.FILES,
        "what is no event is rejected, the others run; exit code 0",
        "`--rejected`, the summary",
        victim -> {
          Command replay = replay(victim, PLAIN, file(victim, ".jsonl", events));
          ends(replay);
          assertThat(replay.exitCode()).as(replay.err()).isZero();
        });
  }

  /** What grows beyond its budget has no value, which is counted; the run comes to its end. */
  private static Row grown(String input, String campaign) {
    return new Row(
        "`replay` with " + input,
        Way.FILES,
        "no value beyond the budget, which is counted; or refused as a mistake",
        "the summary, standard error",
        victim -> ends(replay(victim, campaign, file(victim, ".jsonl", EVENT))));
  }

  /** Of all that came before this row, nothing turns a terminal about. */
  private static Row shown(String command) {
    return new Row(
        "`nudge " + command + "` after all of this",
        Way.FILES,
        "control characters of others are escaped",
        "standard output",
        victim -> {
          Command shown = Command.nudge(command, "--bootstrap", victim.bootstrap());
          assertThat(shown.exitCode()).as(shown.err()).isZero();
          plain(shown);
        });
  }

  private static Command replay(Victim victim, String campaign, Path events) throws IOException {
    return Command.nudge(
        "replay",
        "--campaigns",
        file(victim, ".yaml", campaign),
        "--events",
        events,
        "--out",
        victim.file("out.jsonl", new byte[0]));
  }

  private static Path file(Victim victim, String end, String content) throws IOException {
    return victim.file("hostile-" + ++files + end, content.getBytes(UTF_8));
  }

  private static void fails(Command command) {
    ends(command);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(1);
    assertThat(command.err()).isNotBlank();
  }

  private static void ends(Command command) {
    assertThat(command.exitCode()).as(command.err()).isIn(0, 1);
    assertThat(command.err()).doesNotContain("internal error", "Exception", "OutOfMemory");
    plain(command);
  }

  private static void plain(Command command) {
    assertThat((command.out() + command.err()).chars())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
  }

  private static byte[] gzip(String block, int times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      byte[] each = block.getBytes(UTF_8);
      for (int i = 0; i < times; i++) {
        gzip.write(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] filled(int size) {
    byte[] all = new byte[size];
    Arrays.fill(all, (byte) 0xFF);
    return all;
  }
}
