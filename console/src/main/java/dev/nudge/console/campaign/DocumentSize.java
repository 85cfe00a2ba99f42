package dev.nudge.console.campaign;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.web.ApiException;
import dev.nudge.stream.RecordBound;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** No document is kept or published that the campaigns topic would not take. */
@Component
class DocumentSize {
  /** A campaign's id, and what another status adds: what was published can be paused and ended. */
  private static final int RESERVE = 128;

  private final RecordBound bound;
  private final String topic;

  DocumentSize(RecordBound bound, ConsoleSettings settings) {
    this.bound = bound;
    this.topic = settings.topics().campaigns();
  }

  /**
   * Before a draft is kept.
   *
   * @throws ApiException 413
   */
  void requireKeepable(String text) {
    require(text, bound.of(topic) - RESERVE);
  }

  /**
   * Before a document goes to the outbox.
   *
   * @throws ApiException 413
   */
  void requireSendable(String id, String text) {
    require(text, bound.of(topic) - id.length());
  }

  private void require(String text, int most) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > most) {
      throw ApiException.tooLarge(
          "the document has "
              + bytes
              + " bytes, and the topic '"
              + topic
              + "' takes "
              + most
              + ": make it smaller, or raise the topic's max.message.bytes and max.request.size");
    }
  }
}
