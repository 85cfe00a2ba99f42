package dev.nudge.app.live;

import dev.nudge.app.input.ExternalSort;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.TopicReader;
import dev.nudge.app.terminal.Interrupt;
import dev.nudge.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Shows a topic: what is there so far in the order of time, although the partitions are read one
 * beside the other; then, if asked, what comes, as it comes, until Ctrl-C.
 *
 * @param view what is shown of a record
 * @param readFrom records that Kafka was given before this time are not even read
 */
record Tail(List<String> topics, View view, OptionalLong readFrom, boolean follow) {
  /** In bytes, of the lines held in memory while they are sorted. */
  private static final long SORT_MEMORY = 32L << 20;

  private static final byte[] NO_TIE = {};

  /** Makes lines of records. */
  @FunctionalInterface
  interface View {
    /** Nothing for a record that is not wanted. */
    Optional<Shown> of(ConsumerRecord<byte[], byte[]> message);
  }

  /**
   * A line, or several.
   *
   * @param time by which it is sorted
   */
  record Shown(long time, List<String> lines) {
    /** A single line. */
    Shown(long time, String line) {
      this(time, List.of(line));
    }

    /** A record of JSON, as it is, but on one line: outside its texts a line end is a space. */
    static Shown json(long time, byte[] record) {
      return new Shown(
          time, new String(record, StandardCharsets.UTF_8).replaceAll("[\t\r\n]", " "));
    }

    private byte[] bytes() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      lines.forEach(line -> bytes.writeBytes(Terminal.bytes(line)));
      return bytes.toByteArray();
    }
  }

  /** Writes it all to the terminal. */
  void show(Cluster cluster, Terminal terminal) throws IOException {
    cluster.require(topics);
    try (TopicReader reader = cluster.reader(topics)) {
      if (readFrom.isPresent()) {
        reader.to(readFrom.getAsLong());
      }
      if (follow) {
        try (Interrupt interrupt = Interrupt.runs(reader::stop)) {
          soFar(reader, terminal);
          reader.follow(
              message -> {
                view.of(message).ifPresent(shown -> terminal.write(shown.bytes()));
                terminal.flush();
                if (terminal.isGone()) {
                  reader.stop();
                }
              });
        }
      } else {
        soFar(reader, terminal);
      }
    }
  }

  private void soFar(TopicReader reader, Terminal terminal) throws IOException {
    try (ExternalSort sort =
        new ExternalSort(Path.of(System.getProperty("java.io.tmpdir")), SORT_MEMORY)) {
      reader.readToEnd(
          message -> {
            Optional<Shown> shown = view.of(message);
            if (shown.isPresent()) {
              sort.add(shown.get().time(), NO_TIE, shown.get().bytes());
            }
          });
      ExternalSort.Cursor cursor = sort.sorted();
      while (cursor.next() && !terminal.isGone()) {
        terminal.write(cursor.record());
      }
    }
    terminal.flush();
  }
}
