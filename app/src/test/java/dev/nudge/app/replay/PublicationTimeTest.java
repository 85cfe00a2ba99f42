package dev.nudge.app.replay;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTimeTest {
  private static final String EVERY_VIEW =
      """
      id: every-view
      pattern:
        steps: [{name: view, event: view}]
      """;

  /** Fires where there was a view since publication, and at most one before. */
  private static final String SINCE =
      """
      id: since
      measures:
        views: {aggregate: count, event: view, over: {from: publish}}
        before: {aggregate: count, event: view, over: {from: publish - 3d, to: publish}}
      when: views >= 1 && before == 0
      """;

  @TempDir private Path folder;
  private Path events;

  @BeforeEach
  void theYoungerFirst() throws IOException {
    events =
        write(
            "events.jsonl",
            """
            {"id":"e2","user":"b","type":"view","time":"2026-11-20T10:00:01Z"}
            {"id":"e1","user":"a","type":"view","time":"2026-11-20T10:00:00Z"}
            """);
  }

  @Test
  void whoIsOlderThanTheFirstLineFiresToo() throws IOException {
    assertThat(firing(EVERY_VIEW)).containsExactly("a", "b");
    assertThat(firing(EVERY_VIEW, "--sort")).containsExactly("a", "b");
  }

  @Test
  void whatCountsFromPublicationCountsFromTheOldestEvent() throws IOException {
    assertThat(firing(SINCE)).containsExactly("a", "b");
    assertThat(firing(SINCE, "--sort")).containsExactly("a", "b");
  }

  @Test
  void theOptionSaysWhenAndTheDocumentKnowsBetter() throws IOException {
    assertThat(firing(EVERY_VIEW, "--published", "2026-11-20T10:00:01Z")).containsExactly("b");
    assertThat(firing(SINCE, "--published", "2026-11-20T10:00:01Z")).containsExactly("b");
    assertThat(
            firing(
                EVERY_VIEW + "published: 2026-11-20T10:00:00Z\n",
                "--published",
                "2026-11-20T10:00:01Z"))
        .containsExactly("a", "b");
  }

  @Test
  void explainTellsTheSame() throws IOException {
    Path campaign = write("campaign.yaml", EVERY_VIEW);

    Command older = explain(campaign, "a");
    Command late = explain(campaign, "a", "--published", "2026-11-20T10:00:01Z");

    assertThat(older.out()).contains("fired 1x");
    assertThat(late.out()).contains("not concerned - published at").contains("after all events");
  }

  private Command explain(Path campaign, String user, Object... more) {
    Object[] given = {"explain", "--campaigns", campaign, "--events", events, "--user", user};
    return nudge(together(given, more));
  }

  /** The users of the triggers, in order. */
  private List<String> firing(String campaign, Object... more) throws IOException {
    Object[] given = {
      "replay", "--campaigns", write("campaign.yaml", campaign), "--events", events
    };
    Command replay = nudge(together(given, more));
    assertThat(replay.exitCode()).as(replay.err()).isZero();
    return replay
        .out()
        .lines()
        .map(line -> line.replaceAll(".*\"user\":\"([a-z]+)\".*", "$1"))
        .toList();
  }

  private static Object[] together(Object[] some, Object[] more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
