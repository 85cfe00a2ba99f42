package dev.nudge.app.replay;

import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.document.PlainText;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files a replay writes. All of them are sorted, on disk where memory does not hold them, and
 * written at the end: in which order the threads of a replay put them does not show.
 */
final class ReplayOutput implements Closeable {
  private static final byte[] NO_TIE = {};
  private static final byte[] END_OF_LINE = {'\n'};

  private final Terminal terminal;
  private final List<String> files;
  private final Summary summary;
  private final SortedLines triggers;
  private final SortedLines withheld;
  private final SortedLines outcomes;
  private final SortedLines transitions;
  private final SortedLines rejected;
  private final boolean textOnly;
  private final @Nullable Output told;

  /**
   * Opens the files. Triggers without a file go to the terminal.
   *
   * @param files of events, of which rejected lines tell
   * @param told hears of triggers, of what was withheld and of outcomes in place of files
   */
  ReplayOutput(
      Terminal terminal,
      List<String> files,
      Summary summary,
      ReplayFiles wanted,
      @Nullable Output told) {
    this.told = told;
    this.terminal = terminal;
    this.files = files;
    this.summary = summary;
    triggers = new SortedLines(wanted.triggers());
    withheld = new SortedLines(wanted.withheld());
    outcomes = new SortedLines(wanted.outcomes());
    transitions = new SortedLines(wanted.transitions());
    rejected = new SortedLines(wanted.rejected());
    textOnly = wanted.transitions().filter(path -> path.toString().endsWith(".txt")).isPresent();
  }

  /**
   * A way in for one thread: it makes bytes on its own, and waits for others only to hand them
   * over.
   */
  final class Part implements Output {
    private final JsonWriter json = new JsonWriter();
    private final SortKey key = new SortKey();

    /** Where the event stood that the engine looks at. */
    private Batch batch = new Batch();

    private int place;

    /** Says where the event stands that the engine is about to take. */
    void at(Batch eventBatch, int eventPlace) {
      batch = eventBatch;
      place = eventPlace;
    }

    @Override
    public boolean wantsTransitions(String campaign, boolean journal, String user) {
      return transitions.areWanted();
    }

    @Override
    public void trigger(Trigger trigger) {
      if (told != null) {
        told.trigger(trigger);
        return;
      }
      byte[] tie = key.add(trigger.user()).add(trigger.campaign()).add(trigger.id()).take();
      byte[] record = json.write(trigger);
      synchronized (triggers) {
        summary.trigger(trigger.campaign(), trigger.approximate());
        triggers.add(trigger.time(), tie, record);
      }
    }

    @Override
    public void withheld(Withheld one) {
      if (told != null) {
        told.withheld(one);
        return;
      }
      Trigger trigger = one.trigger();
      byte[] tie = key.add(trigger.user()).add(trigger.campaign()).add(trigger.id()).take();
      byte[] record = withheld.areWanted() ? json.write(one) : NO_TIE;
      synchronized (withheld) {
        summary.firing().withheld(one);
        if (withheld.areWanted()) {
          withheld.add(trigger.time(), tie, record);
        }
      }
    }

    @Override
    public void outcome(Outcome outcome) {
      if (told != null) {
        told.outcome(outcome);
        return;
      }
      byte[] tie = key.add(outcome.user()).add(outcome.campaign()).add(outcome.trigger()).take();
      byte[] record = outcomes.areWanted() ? json.write(outcome) : NO_TIE;
      synchronized (withheld) {
        summary.firing().outcome(outcome);
        if (outcomes.areWanted()) {
          outcomes.add(outcome.time(), tie, record);
        }
      }
    }

    @Override
    public void transition(Transition transition) {
      // How often deadlines are looked at must not show: users and campaigns apart, then as they
      // came.
      byte[] tie = key.add(transition.user()).add(transition.campaign()).take();
      Optional<byte[]> record =
          textOnly
              ? transition
                  .text()
                  .map(text -> PlainText.of(text.replaceAll("\\R", " ")))
                  .map(text -> text.getBytes(StandardCharsets.UTF_8))
              : Optional.of(json.write(transition));
      synchronized (transitions) {
        summary.transition();
        record.ifPresent(bytes -> transitions.add(transition.time(), tie, bytes));
      }
    }

    @Override
    public void disordered(Event event) {
      synchronized (rejected) {
        summary.disordered();
      }
    }

    @Override
    public void repeated(Event event) {
      synchronized (rejected) {
        summary.repeated();
      }
    }

    @Override
    public void rejected(Event event, String reason) {
      rejected(new Rejection(reason, ""));
    }

    @Override
    public void failed(String campaign, String user, Optional<Event> event, Throwable failure) {
      String detail = "campaign '" + campaign + "', user '" + user + "': " + failure;
      rejected(new Rejection("internal", detail));
    }

    private void rejected(Rejection why) {
      rejected(new Batch.RejectedLine(batch.file(place), batch.line(place), why, batch.raw(place)));
    }

    /** A line of the input could not be used. */
    void rejected(Batch.RejectedLine unusable) {
      byte[] record =
          rejected.areWanted()
              ? json.write(fileOf(unusable), unusable.line(), unusable.rejection(), unusable.raw())
              : NO_TIE;
      synchronized (rejected) {
        summary.rejected(unusable.file(), unusable.rejection().reason());
        if (rejected.areWanted()) {
          rejected.add(unusable.file(), bytes(unusable.line()), record);
        }
      }
    }
  }

  /** Named only where there are several. */
  private Optional<String> fileOf(Batch.RejectedLine unusable) {
    return files.size() > 1 ? Optional.of(files.get(unusable.file())) : Optional.empty();
  }

  private static byte[] bytes(long line) {
    return ByteBuffer.allocate(Long.BYTES).putLong(line).array();
  }

  /** Writes everything, in order; nothing may come after. */
  void finish() throws IOException {
    triggers.finish(
        line -> {
          terminal.write(line);
          terminal.write(END_OF_LINE);
        });
    for (SortedLines lines : List.of(withheld, outcomes, transitions, rejected)) {
      if (lines.areWanted()) {
        lines.finish(line -> {});
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (SortedLines lines : List.of(triggers, withheld, outcomes, transitions, rejected)) {
      lines.close();
    }
  }
}
