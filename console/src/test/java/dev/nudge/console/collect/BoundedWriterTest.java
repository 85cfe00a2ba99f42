package dev.nudge.console.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.stream.KafkaClients;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedWriterTest {
  @Test
  void whileKafkaIsAwayAllRecordsTakeNoLongerToFailThanOne() {
    BoundedWriter writer =
        new BoundedWriter(new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1")));
    List<BoundedWriter.Outgoing> records =
        Collections.nCopies(
            1_000, new BoundedWriter.Outgoing(0, "events", new byte[0], new byte[0]));
    try {
      assertThat(writer.write(records))
          .failsWithin(Duration.ofMillis(2L * BoundedWriter.PATIENCE_MILLIS))
          .withThrowableThat()
          .withMessageContaining("Kafka did not take all events");
    } finally {
      writer.close();
    }
  }
}
