package dev.nudge.app.replay;

import dev.nudge.app.input.Input;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Cuts an input into batches, on the caller's thread. */
final class InputFeed implements Feed {
  private final Input<Event> input;
  private final String name;
  private final int file;
  private final boolean keepRaw;

  /**
   * A feed.
   *
   * @param name of the file
   * @param file which of the files it is, from 0
   * @param keepRaw whether the line of each event is kept, in case the engine rejects it
   */
  InputFeed(Input<Event> input, String name, int file, boolean keepRaw) {
    this.input = input;
    this.name = name;
    this.file = file;
    this.keepRaw = keepRaw;
  }

  @Override
  public Optional<Batch> next() throws IOException {
    Batch batch = new Batch();
    while (!batch.isFull() && input.next()) {
      Parsed<Event> parsed = input.parsed();
      if (parsed instanceof Parsed.Accepted<Event> accepted) {
        batch.add(accepted.value(), file, input.line(), keepRaw ? input.raw() : "");
      } else {
        batch.reject(
            new Batch.RejectedLine(
                file, input.line(), ((Parsed.Rejected<Event>) parsed).rejection(), input.raw()));
      }
    }
    batch.position(input.bytesRead());
    return batch.isEmpty() ? Optional.empty() : Optional.of(batch);
  }

  @Override
  public List<FileRead> read() {
    return List.of(new FileRead(name, input.lines(), input.passedOver()));
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
