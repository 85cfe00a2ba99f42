package dev.nudge.console.campaign;

import dev.nudge.console.Browser;
import dev.nudge.console.Console;
import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.SignedIn;
import java.util.Map;

/** A console in a process of its own, which publishes a campaign and then waits for its end. */
final class Victim {
  static final String PUBLISHED = "published version 1";

  private Victim() {}

  /** JDBC URL, bootstrap, name of the campaigns topic, id of the campaign. */
  public static void main(String[] args) throws Exception {
    ConsoleSettings.Topics usual = ConsoleSettings.Topics.USUAL;
    Console console =
        Console.start(
            new ConsoleSettings(
                "127.0.0.1",
                0,
                new ConsoleSettings.Database(args[0], "postgres", ""),
                Map.of("bootstrap.servers", args[1]),
                new ConsoleSettings.Topics(
                    usual.events(),
                    usual.profiles(),
                    usual.catalog(),
                    args[2],
                    usual.status(),
                    usual.triggers(),
                    usual.withheld(),
                    usual.outcomes(),
                    usual.budgets(),
                    usual.transitions(),
                    usual.funnel(),
                    usual.watches(),
                    usual.rejected()),
                Map.of()));
    Browser admin = new SignedIn(console).admin();
    String id = args[3];
    admin.post("/api/campaigns", Map.of("text", CampaignTest.document(id)));
    Browser.Answer answer = admin.post("/api/campaigns/" + id + "/publish", Map.of("revision", 1));
    System.out.println("published version " + answer.json().path("version").asString(""));
    Thread.currentThread().join();
  }
}
