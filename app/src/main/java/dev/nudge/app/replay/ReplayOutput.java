package dev.nudge.app.replay;

import dev.nudge.app.input.ExternalSort;
import dev.nudge.app.terminal.Terminal;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.document.PlainText;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files a replay writes. Triggers, transitions and rejected lines are sorted, on disk where
 * memory does not hold them, and written at the end: in which order the threads of a replay put
 * them does not show.
 */
final class ReplayOutput implements Closeable {
  /** In bytes, of the triggers, the transitions and the rejected lines held in memory, each. */
  private static final long SORT_MEMORY = 32L << 20;

  private static final byte[] NO_TIE = {};
  private static final byte[] END_OF_LINE = {'\n'};

  private final Terminal terminal;
  private final List<String> files;
  private final Summary summary;
  private final ExternalSort triggers = sort();
  private final ExternalSort transitions = sort();
  private final ExternalSort rejected = sort();
  private final Optional<LineFile> triggerFile;
  private final Optional<LineFile> transitionFile;
  private final Optional<LineFile> rejectedFile;
  private final boolean textOnly;

  /**
   * Opens the files. Triggers without a file go to the terminal.
   *
   * @param files of events, of which rejected lines tell
   */
  ReplayOutput(
      Terminal terminal,
      List<String> files,
      Summary summary,
      Optional<Path> triggerPath,
      Optional<Path> transitionPath,
      Optional<Path> rejectedPath) {
    this.terminal = terminal;
    this.files = files;
    this.summary = summary;
    triggerFile = triggerPath.map(LineFile::new);
    transitionFile = transitionPath.map(LineFile::new);
    rejectedFile = rejectedPath.map(LineFile::new);
    textOnly = transitionPath.filter(path -> path.toString().endsWith(".txt")).isPresent();
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
      return transitionFile.isPresent();
    }

    @Override
    public void trigger(Trigger trigger) {
      byte[] tie = key.add(trigger.user()).add(trigger.campaign()).add(trigger.id()).take();
      byte[] record = json.write(trigger);
      synchronized (triggers) {
        summary.trigger(trigger.campaign(), trigger.approximate());
        add(triggers, trigger.time(), tie, record);
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
        record.ifPresent(bytes -> add(transitions, transition.time(), tie, bytes));
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
          rejectedFile.isPresent()
              ? json.write(fileOf(unusable), unusable.line(), unusable.rejection(), unusable.raw())
              : NO_TIE;
      synchronized (rejected) {
        summary.rejected(unusable.file(), unusable.rejection().reason());
        if (rejectedFile.isPresent()) {
          add(rejected, unusable.file(), bytes(unusable.line()), record);
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

  private static void add(ExternalSort sort, long key, byte[] tie, byte[] record) {
    try {
      sort.add(key, tie, record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes everything, in order; nothing may come after. */
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
    write(transitions, transitionFile);
    write(rejected, rejectedFile);
  }

  private static void write(ExternalSort sort, Optional<LineFile> file) throws IOException {
    if (file.isPresent()) {
      ExternalSort.Cursor cursor = sort.sorted();
      while (cursor.next()) {
        file.get().write(cursor.record());
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
    rejected.close();
    for (Optional<LineFile> file : List.of(triggerFile, transitionFile, rejectedFile)) {
      if (file.isPresent()) {
        file.get().close();
      }
    }
  }
}
