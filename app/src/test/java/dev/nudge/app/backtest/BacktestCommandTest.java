package dev.nudge.app.backtest;

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

/** What a campaign would have done, beside others whose offers it displaces. */
class BacktestCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    write(
        "tested.yaml",
        campaign("tested", "view", "priority: 90", "goal: {event: buy, within: 1h}"));
    write("running.yaml", campaign("running", "view"));
    write("other.yaml", campaign("other", "buy"));
    write("rules.yaml", "id: rules\npolicy: {caps: {at_most: 1, per: 1h}}\n");
    List<String> events = new ArrayList<>();
    events.add("{\"id\":\"1\",\"user\":\"a\",\"type\":\"view\",\"time\":\"2026-11-20T10:00:00Z\"}");
    events.add("{\"id\":\"2\",\"user\":\"b\",\"type\":\"view\",\"time\":\"2026-11-20T11:00:00Z\"}");
    events.add("{\"id\":\"3\",\"user\":\"b\",\"type\":\"buy\",\"time\":\"2026-11-20T11:10:00Z\"}");
    events.add("{\"id\":\"4\",\"user\":\"b\",\"type\":\"buy\",\"time\":\"2026-11-21T12:00:00Z\"}");
    events.add("{\"id\":\"5\",\"user\":\"c\",\"type\":\"buy\",\"time\":\"2026-11-21T13:00:00Z\"}");
    write("events.jsonl", String.join("\n", events) + "\n");
  }

  private static String campaign(String id, String event, String... keys) {
    return "id: "
        + id
        + "\n"
        + String.join("\n", keys)
        + "\npattern: {steps: [{name: a, event: "
        + event
        + "}]}\n";
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void itTellsWhoWouldHaveGotItAndWhatItDisplaces() {
    Command ran =
        Command.nudge(
            "backtest",
            "--campaigns",
            file("tested.yaml"),
            "--live",
            file("running.yaml"),
            file("other.yaml"),
            file("rules.yaml"),
            "--events",
            file("events.jsonl"),
            "--json");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("\"users\":3")
        .contains(
            "\"tested\":{\"offers\":2,\"users\":2,\"by_day\":{\"2026-11-20\":2},\"withheld\":{},"
                + "\"outranks\":{},\"overlap\":{\"other\":1}")
        .contains("\"offers\":2")
        .contains("\"reached\":1")
        .contains("\"displaced\":{\"running\":2}")
        .contains("\"added\":{}");
  }

  @Test
  void itTellsWhatOffersCostAndWhatTheBudgetDoesNotAllow() throws IOException {
    write("costs.yaml", campaign("costs", "view", "budget: {total: 3, cost: '2.5'}"));
    Command ran =
        Command.nudge(
            "backtest", "--campaigns", file("costs.yaml"), "--events", file("events.jsonl"));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("costs: 1 offer to 1 user, 33.33% of 3, cost 2.5")
        .containsPattern("withheld:\n +budget +1");
  }

  @Test
  void withoutAPolicyItTellsWhatOneThatAllowsAllWouldLeave() throws IOException {
    write("free.yaml", "id: free\npolicy: {caps: {at_most: 1000, per: 1h}}\n");

    String without = report("running.yaml", "other.yaml");

    assertThat(without).isEqualTo(report("running.yaml", "other.yaml", "free.yaml"));
    assertThat(without).contains("\"overlap\":{\"other\":1,\"running\":2}", "\"displaced\":{}");
  }

  private String report(String... live) {
    List<String> words = new ArrayList<>(List.of("backtest", "--json", "--live"));
    for (String one : live) {
      words.add(file(one));
    }
    words.addAll(List.of("--campaigns", file("tested.yaml"), "--events", file("events.jsonl")));
    Command ran = Command.nudge(words.toArray());
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran.out();
  }

  @Test
  void withoutOthersItTellsOfTheCampaignAlone() {
    Command ran =
        Command.nudge(
            "backtest", "--campaigns", file("tested.yaml"), "--events", file("events.jsonl"));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("tested: 2 offers to 2 users, 66.67% of 3")
        .contains("offer  1 of 2 (50.0%), worth 0.00")
        .doesNotContain("displaced");
  }

  @Test
  void aCampaignStandsOnOneSideOnly() {
    Command ran =
        Command.nudge(
            "backtest",
            "--campaigns",
            file("tested.yaml"),
            "--live",
            file("tested.yaml"),
            "--events",
            file("events.jsonl"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("campaign 'tested' stands on both sides");
  }
}
