package dev.nudge.app.explain;

import static dev.nudge.app.Command.nudge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void campaignsAndEvents() throws IOException {
    Files.writeString(
        folder.resolve("pairs.yaml"),
        """
        id: pairs
        pattern:
          steps: [{name: a, event: a}, {name: b, event: b}]
          within: 1h
        ---
        id: resting
        status: paused
        pattern:
          steps: [{name: a, event: a}]
        ---
        id: over
        status: ended
        pattern:
          steps: [{name: a, event: a}]
        """);
    Files.writeString(
        folder.resolve("events.jsonl"),
        """
        {"user":"anna","type":"a","time":"2026-11-20T10:00:00Z"}
        {"user":"ben","type":"b","time":"2026-11-20T10:00:00Z"}
        no event
        {"user":"anna","type":"b","time":"2026-11-20T10:30:00Z"}
        """);
  }

  @Test
  void onlyTheUsersEventsAreTold() {
    Command told = explain("--user", "ben");

    assertThat(told.exitCode()).isZero();
    assertThat(told.out())
        .startsWith("ben: 1 event\n")
        .contains("pairs:   not concerned - no event of type a\n")
        .contains("resting: not concerned - no event of type a\n")
        .contains("over:    not run - ended\n")
        .doesNotContain("anna");
  }

  @Test
  void linesThatCouldNotBeUsedAreMentioned() {
    assertThat(explain("--user", "anna").err())
        .isEqualTo(
            "1 line of the events could not be used; 'nudge replay --rejected FILE' shows which\n");
  }

  @Test
  void anUnknownUserIsAnErrorWithASuggestion() {
    Command told = explain("--user", "anne");

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.out()).isEmpty();
    assertThat(told.err()).contains("no event of user 'anne'").contains("did you mean 'anna'?");
  }

  @Test
  void anUnknownCampaignIsAnErrorWithASuggestion() {
    Command told = explain("--user", "anna", "--campaign", "pair");

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.err()).contains("no campaign 'pair'; did you mean 'pairs'?");
  }

  @Test
  void aCampaignThatHasEndedCannotBeAskedFor() {
    Command told = explain("--user", "anna", "--campaign", "over");

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.err()).contains("campaign 'over' is ended");
  }

  @Test
  void ofACampaignThatIsPausedItIsToldThatItDidNotFire() {
    Command told = explain("--user", "anna", "--campaign", "resting");

    assertThat(told.out())
        .contains("paused: did not fire")
        .contains("not fired - a match at")
        .contains("but paused: did not fire");
  }

  @Test
  void theClockStopsWhereItIsToldTo() {
    Command told = explain("--user", "anna", "--until", "2026-11-20T10:15:00Z");

    assertThat(told.out())
        .startsWith("anna: 1 event, and 1 later than this story\n")
        .contains("Still open at 10:15:00:\n")
        .contains("waits for 'b' until 11:00:00 (45m)")
        .contains("not fired yet - 1 of 2 steps");
  }

  @Test
  void anEndBeforeAllEventsOfTheUserIsAnError() {
    Command told = explain("--user", "anna", "--until", "2026-11-20T09:00:00Z");

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.err()).contains("are after --until");
  }

  @Test
  void machinesGetALineForEachThing() {
    assertThat(explain("--user", "anna", "--json").out().lines())
        .hasSize(12)
        .allSatisfy(line -> assertThat(line).startsWith("{\"kind\":\"").endsWith("}"))
        .last()
        .asString()
        .contains("\"campaign\":\"over\"");
  }

  @Test
  void aWrongCampaignIsToldBeforeTheEventsAreRead() throws IOException {
    Files.writeString(folder.resolve("wrong.yaml"), "id: wrong\npatern: {}\n");

    Command told = explain("--user", "anna");

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.err()).contains("wrong.yaml:2:1: error: ");
  }

  private Command explain(String... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("explain", "--campaigns", folder, "--events", folder.resolve("events.jsonl")));
    arguments.addAll(List.of(more));
    return nudge(arguments.toArray());
  }
}
