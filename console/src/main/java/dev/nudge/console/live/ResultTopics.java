package dev.nudge.console.live;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.live.Positions.Place;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics on which results come: triggers, those of campaigns with a topic of their own, and
 * transitions. A place counts the partitions of all topics of a kind through.
 */
final class ResultTopics {
  /** More partitions than a topic can be given. */
  private static final int STRIDE = 10_001;

  private final List<String> triggers;
  private final String transitions;

  ResultTopics(ConsoleSettings.Topics topics) {
    triggers = topics.triggers();
    transitions = topics.transitions();
  }

  List<String> all() {
    List<String> all = new ArrayList<>(triggers);
    all.add(transitions);
    return all;
  }

  List<String> triggers() {
    return triggers;
  }

  Kind kind(String topic) {
    return topic.equals(transitions) ? Kind.TRANSITION : Kind.TRIGGER;
  }

  Place place(TopicPartition partition) {
    int topic = Math.max(0, triggers.indexOf(partition.topic()));
    return new Place(kind(partition.topic()), topic * STRIDE + partition.partition());
  }

  TopicPartition partition(Place place) {
    int topic = place.partition() / STRIDE;
    return new TopicPartition(
        place.kind() == Kind.TRANSITION || topic >= triggers.size()
            ? transitions
            : triggers.get(topic),
        place.partition() % STRIDE);
  }
}
