package dev.nudge.console.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.stream.KafkaClients;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntakeTest {
  @Test
  void whileKafkaIsAwayAllRecordsTakeNoLongerToFailThanOne() {
    Intake intake = new Intake(new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1")));
    List<Intake.Outgoing> records =
        Collections.nCopies(1_000, new Intake.Outgoing(0, "events", new byte[0], new byte[0]));
    try {
      assertThat(intake.write(records))
          .failsWithin(Duration.ofMillis(2L * Intake.PATIENCE_MILLIS))
          .withThrowableThat()
          .withMessageContaining("Kafka did not take all events");
    } finally {
      intake.close();
    }
  }
}
