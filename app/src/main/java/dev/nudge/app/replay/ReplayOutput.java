package dev.nudge.app.replay;

import dev.nudge.app.input.ExternalSort;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files a replay writes. Rejected lines are written as they come; triggers and transitions are
 * sorted first and written at the end.
 */
final class ReplayOutput implements Output, Closeable {
  /** In bytes, of the triggers and of the transitions held in memory. */
  private static final long SORT_MEMORY = 32L << 20;

  private static final byte[] END_OF_LINE = {'\n'};

  private final Terminal terminal;
  private final Summary summary;
  private final JsonWriter json = new JsonWriter();
  private final SortKey key = new SortKey();
  private final ExternalSort triggers = sort();
  private final ExternalSort transitions = sort();
  private final Optional<LineFile> triggerFile;
  private final Optional<LineFile> transitionFile;
  private final Optional<LineFile> rejectedFile;
  private final boolean textOnly;

  /** Where the event stood that the engine looks at. */
  private long line;

  private String raw = "";

  /** Opens the files. Triggers without a file go to the terminal. */
  ReplayOutput(
      Terminal terminal,
      Summary summary,
      Optional<Path> triggerPath,
      Optional<Path> transitionPath,
      Optional<Path> rejectedPath) {
    this.terminal = terminal;
    this.summary = summary;
    triggerFile = triggerPath.map(LineFile::new);
    transitionFile = transitionPath.map(LineFile::new);
    rejectedFile = rejectedPath.map(LineFile::new);
    textOnly = transitionPath.filter(path -> path.toString().endsWith(".txt")).isPresent();
  }

  @Override
  public boolean wantsTransitions() {
    return transitionFile.isPresent();
  }

  @Override
  public void trigger(Trigger trigger) {
    summary.trigger(trigger.campaign(), trigger.approximate());
    try {
      triggers.add(
          trigger.time(),
          key.add(trigger.user()).add(trigger.campaign()).add(trigger.id()).take(),
          json.write(trigger));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void transition(Transition transition) {
    summary.transition();
    try {
      // How often deadlines are looked at must not show: users and campaigns apart, then as they
      // came.
      byte[] tie = key.add(transition.user()).add(transition.campaign()).take();
      if (!textOnly) {
        transitions.add(transition.time(), tie, json.write(transition));
      } else if (transition.text().isPresent()) {
        String text = transition.text().get().replaceAll("\\R", " ");
        transitions.add(transition.time(), tie, text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says where the event stands that the engine is about to take. */
  void at(long eventLine, String eventRaw) {
    line = eventLine;
    raw = eventRaw;
  }

  @Override
  public void rejected(Event event, String reason) {
    rejected(new Batch.RejectedLine(line, new Rejection(reason, ""), raw));
  }

  /** A line of the input could not be used. */
  void rejected(Batch.RejectedLine unusable) {
    summary.rejected(unusable.rejection().reason());
    if (rejectedFile.isPresent()) {
      try {
        rejectedFile.get().write(json.write(unusable.line(), unusable.rejection(), unusable.raw()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes the triggers and transitions, in order; nothing may come after. */
  void finish() throws IOException {
    ExternalSort.Cursor cursor = triggers.sorted();
    while (cursor.next()) {
      if (triggerFile.isPresent()) {
        triggerFile.get().write(cursor.record());
      } else {
        terminal.write(cursor.record());
        terminal.write(END_OF_LINE);
      }
    }
    if (transitionFile.isPresent()) {
      cursor = transitions.sorted();
      while (cursor.next()) {
        transitionFile.get().write(cursor.record());
      }
    }
  }

  private static ExternalSort sort() {
    return new ExternalSort(Path.of(System.getProperty("java.io.tmpdir")), SORT_MEMORY);
  }

  @Override
  public void close() throws IOException {
    triggers.close();
    transitions.close();
    for (Optional<LineFile> file : java.util.List.of(triggerFile, transitionFile, rejectedFile)) {
      if (file.isPresent()) {
        file.get().close();
      }
    }
  }
}
