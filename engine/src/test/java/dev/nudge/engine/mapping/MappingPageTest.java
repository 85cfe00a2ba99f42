package dev.nudge.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the page on mappings says is so: every example becomes what stands under it. {@code
 * -Dgolden.update=true} writes what they become anew.
 */
class MappingPageTest {
  private static final Path PAGE = Path.of("../docs/mappings.md");

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "(?s)```yaml\n(?<mapping>[^`]*)```(?:\n\n```(?<form>json|csv)\n(?<lines>[^`]*)```\n\n```text\n"
              + "(?<events>[^`]*)```)?");

  @Test
  void everyExampleBecomesWhatStandsUnderIt() throws IOException {
    String page = Files.readString(PAGE);
    String told = EXAMPLE.matcher(page).replaceAll(MappingPageTest::told);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, told);
    }

    assertThat(told).isEqualTo(Files.readString(PAGE));
  }

  @Test
  void everyKeyIsDescribed() throws IOException {
    String page = Files.readString(PAGE);
    for (Keys level : MappingKeys.GRAMMAR.levels()) {
      for (String key : level.known()) {
        assertThat(page).as(level.place()).matches("(?s).*\\b" + key + "\\b.*");
      }
    }
    for (ChangeFormat format : ChangeFormat.values()) {
      assertThat(page).containsIgnoringCase("envelope: " + format);
    }
  }

  private static String told(MatchResult example) {
    String whole = example.group();
    Mapping mapping = mapping(example.group(1));
    if (example.group(2) == null) {
      return Matcher.quoteReplacement(whole);
    }
    StringBuilder events = new StringBuilder();
    List<String> lines = example.group(3).lines().toList();
    if (example.group(2).equals("json")) {
      LineReader<Event> reader = mapping.events().json();
      for (String line : lines) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        append(into -> reader.readAll(bytes, 0, bytes.length, IsoTime.NONE, into), events);
      }
    } else {
      CsvRow row = new CsvRow(mapping.events().csvForm().separator());
      scan(row, lines.get(0));
      RowReader<Event> reader =
          ((Parsed.Accepted<RowReader<Event>>) mapping.events().csv(row.cells())).value();
      for (String line : lines.subList(1, lines.size())) {
        scan(row, line);
        append(into -> reader.readAll(row, into), events);
      }
    }
    int end = whole.lastIndexOf("```text\n") + "```text\n".length();
    return Matcher.quoteReplacement(whole.substring(0, end) + events + "```");
  }

  private static void scan(CsvRow row, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    assertThat(row.scan(bytes, 0, bytes.length, true)).isNotNegative();
  }

  private static void append(Consumer<Consumer<Parsed<Event>>> read, StringBuilder events) {
    List<Parsed<Event>> all = new ArrayList<>();
    read.accept(all::add);
    if (all.isEmpty()) {
      events.append("passed over\n");
    }
    for (Parsed<Event> parsed : all) {
      if (parsed instanceof Parsed.Accepted<Event> accepted) {
        Event event = accepted.value();
        events
            .append(event.user())
            .append(' ')
            .append(event.type())
            .append(' ')
            .append(IsoTime.format(event.time()))
            .append(' ')
            .append(
                new String(
                    new JsonWriter().writeValue(event.properties().toMap()),
                    StandardCharsets.UTF_8))
            .append('\n');
      } else if (parsed instanceof Parsed.Rejected<Event> rejected) {
        events
            .append("rejected: ")
            .append(rejected.rejection().reason())
            .append(": ")
            .append(rejected.rejection().detail())
            .append('\n');
      }
    }
  }

  private static Mapping mapping(String text) {
    List<Problem> problems = new ArrayList<>();
    Mapping mapping = Mapping.read("mappings.md", text, problems).orElse(null);
    assertThat(problems).isEmpty();
    return mapping;
  }
}
