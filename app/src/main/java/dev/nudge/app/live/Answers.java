package dev.nudge.app.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.app.terminal.Table;
import dev.nudge.app.terminal.Terminal;
import java.util.List;

/** Shows what became of documents, as the answers come. */
final class Answers {
  private final Terminal terminal;
  private final boolean json;
  private boolean refused;

  Answers(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  void show(PublishResult outcome) {
    refused |= outcome.isRefused();
    if (json) {
      terminal.line(JsonObject.write(outcome.json()));
      terminal.flush();
      return;
    }
    outcome.problems().forEach(terminal::say);
    if (outcome.isRefused()) {
      terminal.say(outcome.line());
    } else {
      terminal.line(outcome.line());
      terminal.flush();
    }
  }

  /**
   * The exit code.
   *
   * @param silent what the job did not answer
   * @throws Failure if there is any
   */
  int end(List<PublishResult> silent, String waited) {
    if (!silent.isEmpty()) {
      if (json) {
        silent.forEach(outcome -> terminal.line(JsonObject.write(outcome.json())));
      }
      throw Failure.system(
          "no answer for "
              + (silent.size() == 1
                  ? silent.get(0).publication().id()
                  : Table.count(silent.size(), "campaign"))
              + " within "
              + waited
              + ": is the job running, on this Kafka and these topics? What was written stays, and"
              + " counts as soon as a job reads it; 'nudge campaigns' shows it");
    }
    return refused ? Failure.INPUT : Failure.OK;
  }
}
