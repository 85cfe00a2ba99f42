package dev.nudge.job.message;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record that goes out.
 *
 * @param kind what it is
 * @param topic where to
 * @param key a user or a campaign
 * @param value UTF-8, JSON
 * @param reads of a trigger: the properties of events that its campaign reads
 * @param shaped of a trigger to a topic whose values have a shape of their own: that value, JSON;
 *     {@code value} then goes along as a header. Else null
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Outgoing(
    Kind kind,
    String topic,
    String key,
    byte[] value,
    Set<String> reads,
    byte @Nullable [] shaped) {

  /** A record that is no trigger. */
  public Outgoing(Kind kind, String topic, String key, byte[] value) {
    this(kind, topic, key, value, Set.of(), null);
  }

  /** What goes out. */
  public enum Kind {
    /** A campaign fired. */
    TRIGGER,
    /** A candidate was withheld. */
    WITHHELD,
    /** Whether what went out reached its goal. */
    OUTCOME,
    /** What a campaign has spent. */
    BUDGET,
    /** A run moved. */
    TRANSITION,
    /** How many runs came to the steps of a campaign and left them. */
    FUNNEL,
    /** Input could not be used. */
    REJECTED,
    /** What became of a campaign document. */
    STATUS
  }
}
