package dev.nudge.console.source;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.web.ApiException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** How far the job says that it has read; it says so at each checkpoint. */
@Component
public final class JobOffsets {
  private final Broker broker;
  private final Optional<String> group;

  JobOffsets(Broker broker, ConsoleSettings settings) {
    this.broker = broker;
    this.group = settings.group();
  }

  /** What it had not read yet at its last checkpoint; nothing where that is not known. */
  Map<TopicPartition, Long> all() {
    return group.map(broker::committed).orElse(Map.of());
  }

  /**
   * The first offset of a partition that it had not read; nothing where that is not known, for now
   * or for us.
   */
  public OptionalLong next(String topic, int partition) {
    try {
      Long next = all().get(new TopicPartition(topic, partition));
      return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    } catch (ApiException e) {
      return OptionalLong.empty();
    }
  }
}
