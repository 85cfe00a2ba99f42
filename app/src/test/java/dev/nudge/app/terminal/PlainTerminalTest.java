package dev.nudge.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Nudge;
import dev.nudge.engine.document.PlainText;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes in, no control character but the terminal's own comes out. */
class PlainTerminalTest {
  private static final String FORGED =
      "u1\r\n2026-11-20T10:00:00Z  forged\u001b[31m\u009b2J\u202eevil\u2028\u007f\0";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal = new Terminal(out, err, true);

  @Property(tries = 300)
  void whateverIsSaidIsOneLineWithoutControlCharacters(@ForAll("hostile") String text) {
    out.reset();
    err.reset();
    terminal.line(text);
    terminal.say(text);
    terminal.say(Failure.input("no campaign '" + text + "'").getMessage());
    terminal.say(Problem.error(new Position(text, 1, 2), "unknown key '" + text + "'").toString());
    terminal.draw(text);

    assertThat(out.toString(StandardCharsets.UTF_8)).satisfies(said -> isPlain(said, 1));
    assertThat(err.toString(StandardCharsets.UTF_8).replace("\r\033[K", ""))
        .satisfies(said -> isPlain(said, 3));
  }

  @Property(tries = 300)
  void cellsAreAsWideAsTheyAreWritten(@ForAll("hostile") String text) {
    List<String> lines = Table.ofWords().row("ID", "NAME").row(text, "next").lines("");

    assertThat(lines).hasSize(2).allSatisfy(line -> isPlain(line, 0));
    assertThat(lines.get(0).indexOf("NAME")).isEqualTo(lines.get(1).lastIndexOf("next"));
  }

  @Test
  void aForgedLineIsShownForWhatItIs() {
    terminal.line("u1\r\nforged\u001b[31m\u202e");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("u1\\r\\nforged\\u001B[31m\\u202E\n");
  }

  @Test
  void commandsShowWhatTheyAreGivenInPlainText(@TempDir Path folder) throws IOException {
    // Names of commands, options and files; keys, values and ids of documents; users and events.
    Path campaign = folder.resolve("bad.yaml");
    Files.writeString(
        campaign,
        """
        id: greeting
        "k\\e[31m\\u202e\\n": 1
        pattern: {steps: [{name: s, event: "v\\e[2J\\nforged", wher\\u0065: event.x == "\\e"}], within: 1h}
        offer: {text: "hello \\e[31m"}
        """);
    Path good = folder.resolve("good.yaml");
    Files.writeString(
        good,
        """
        id: greeting
        name: "Hi \\e[31m"
        pattern: {steps: [{name: s, event: ["v\\e[2J\\nforged", w], where: 'event.x != "a\\u001b"'}]}
        offer: {text: "hello ${s.x}"}
        """);
    Path events = folder.resolve("events.jsonl");
    Files.writeString(
        events,
        """
        {"id":"e1","user":"USER","type":"v\\u001b[2J\\nforged","time":"2026-11-20T10:00:00Z","x":"USER"}
        {"id":"e2","user":"USER","type":"w","time":"2026-11-20T10:01:00Z","x":"USER\u009b\u2028"}
        {"id":"e3\u009b","user":"\u2066"}
        """
            .replace("USER", "u1\\r\\nforged\\u001b[31m\\u009b2J\\u202e"));

    run("check", campaign.toString());
    run("check", "--json", campaign.toString());
    run("check", "--explain", good.toString());
    run("check", FORGED.replace("\0", ""));
    run(FORGED);
    run("replay", "--" + FORGED);
    run("replay", "--campaigns", good.toString(), "--events", events.toString());
    run("replay", "--json", "--campaigns", good.toString(), "--events", events.toString());
    String user = "u1\r\nforged\u001b[31m\u009b2J\u202e";
    run("explain", "--user", user, "--campaigns", good.toString(), "--events", events.toString());
    run(
        "explain",
        "--json",
        "--user",
        user,
        "--campaigns",
        good.toString(),
        "--events",
        events.toString());
    run("triggers", "--since", FORGED);
    run("config", "--set", FORGED + "=" + FORGED);

    String all = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    assertThat(all.replace("\r\033[K", "").lines())
        .hasSizeGreaterThan(30)
        .allSatisfy(line -> isPlain(line, 0))
        .noneSatisfy(line -> assertThat(line).startsWith("forged"));
    assertThat(all).contains("\"user\":\"u1\\r\\nforged\\u001B[31m\\u009B2J\\u202E\"");
  }

  private void run(String... arguments) {
    assertThat(Nudge.run(terminal, false, arguments)).isLessThan(Failure.SYSTEM);
  }

  private static void isPlain(String said, int lineEnds) {
    assertThat(said.chars().filter(c -> c == '\n').count()).isEqualTo(lineEnds);
    assertThat(said.replace("\n", ""))
        .isEqualTo(PlainText.of(said.replace("\n", "")))
        .isEqualTo(
            said.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining()))
        .doesNotContainPattern("[\\u2028-\\u202E\\u2066-\\u2069]");
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<Character> any =
        Arbitraries.oneOf(
            Arbitraries.chars().range('\0', '\u00a0'),
            Arbitraries.chars().range('\u2020', '\u2070'),
            Arbitraries.chars().range('\u05d0', '\u05ea'),
            Arbitraries.of('\r', '\n', '\u001b', 'a'));
    return any.array(char[].class).ofMaxSize(40).map(String::new);
  }
}
