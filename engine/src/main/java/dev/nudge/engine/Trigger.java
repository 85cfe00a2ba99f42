package dev.nudge.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The output: a campaign fired for a user at a time because of these events.
 *
 * @param id stable: the same campaign version, user and matched events give the same id, in a
 *     replay too, so that a consumer can drop duplicates
 * @param campaign the campaign's id
 * @param version the campaign's version, from 1
 * @param user who gets the offer
 * @param time when it goes out: that of the completing event or of the deadline, or, where it
 *     waited to be judged, of the end of that; in milliseconds since 1970-01-01T00:00Z
 * @param moment of the completing event or of the deadline
 * @param cause why it fired
 * @param offer the campaign's offer, its templates filled in, as boxed JSON values; absent where
 *     the campaign has none
 * @param variant the name of the variant whose offer it is
 * @param matched what each step took, by step name; for a condition, the event that made it true
 *     under {@code event}
 * @param measures the values of the campaign's measures, boxed, by name; one without a value is
 *     missing
 * @param approximate whether a measure had outgrown its exact form
 * @param cost what it costs of the campaign's budget, in millionths; absent where there is no
 *     budget, or the cost is not known
 * @param queries where in the offer queries stand that are asked when it is delivered, as JSON
 *     pointers: only what the document says is one, never what an event or a profile holds
 * @param topic where it goes, if not where all go; not part of its JSON
 * @param reads the properties of events that the campaign's expressions name: its JSON has these of
 *     the matched events, besides id, type and time
 * @param wholeEvents whether its JSON has all of the matched events instead
 */
public record Trigger(
    String id,
    String campaign,
    int version,
    String user,
    long time,
    long moment,
    Cause cause,
    Optional<Object> offer,
    Optional<String> variant,
    Map<String, Matched> matched,
    Map<String, Object> measures,
    boolean approximate,
    OptionalLong cost,
    List<String> queries,
    Optional<String> topic,
    Set<String> reads,
    boolean wholeEvents) {

  /**
   * The header of a Kafka record whose value has a shape of its own ({@link TriggerShape}): there
   * stands the trigger, as its JSON is elsewhere, so that it counts like any other.
   */
  public static final String HEADER = "nudge.trigger";

  /** The same, going out at another time. */
  public Trigger at(long other) {
    return with(other, offer, matched, measures, cost);
  }

  /** The same at a cost, in millionths. */
  public Trigger costing(long amount) {
    return with(time, offer, matched, measures, OptionalLong.of(amount));
  }

  /** The same with other contents. */
  public Trigger with(
      Optional<Object> otherOffer,
      Map<String, Matched> otherMatched,
      Map<String, Object> otherMeasures) {
    return with(time, otherOffer, otherMatched, otherMeasures, cost);
  }

  private Trigger with(
      long otherTime,
      Optional<Object> otherOffer,
      Map<String, Matched> otherMatched,
      Map<String, Object> otherMeasures,
      OptionalLong otherCost) {
    return new Trigger(
        id,
        campaign,
        version,
        user,
        otherTime,
        moment,
        cause,
        otherOffer,
        variant,
        otherMatched,
        otherMeasures,
        approximate,
        otherCost,
        queries,
        topic,
        reads,
        wholeEvents);
  }

  /** Why a trigger fired. */
  public enum Cause {
    /** An event completed the pattern. */
    MATCH,
    /** A deadline completed the pattern: what must not happen did not. */
    TIMEOUT,
    /** An event made the condition true. */
    CONDITION
  }
}
