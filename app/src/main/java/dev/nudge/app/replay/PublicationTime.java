package dev.nudge.app.replay;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.measure.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When the campaigns of a replay were published that do not say it themselves: as ordered, else
 * before every event. Only a window that names {@code publish} needs a time for that, and its time
 * is that of the oldest event, which is known for certain when all have been read.
 */
final class PublicationTime {
  private static final Instant BEFORE_ALL = Instant.ofEpochMilli(Long.MIN_VALUE);

  private final Optional<Instant> ordered;
  private final boolean counted;
  private Optional<Instant> oldest = Optional.empty();

  PublicationTime(Optional<Instant> ordered, List<Campaign> campaigns) {
    this.ordered = ordered;
    this.counted = ordered.isEmpty() && campaigns.stream().anyMatch(PublicationTime::countsFrom);
  }

  private static boolean countsFrom(Campaign campaign) {
    return campaign.published().isEmpty()
        && campaign.measures().stream()
            .map(measure -> measure.window())
            .anyMatch(
                window ->
                    window instanceof Window.Between between
                        && (between.from() instanceof Window.Bound.Publish
                            || between
                                .to()
                                .filter(Window.Bound.Publish.class::isInstance)
                                .isPresent()));
  }

  /** Whether the time of the oldest event matters. */
  boolean needsOldest() {
    return counted;
  }

  /** All events have been read: none is older. */
  void oldest(long time) {
    oldest = Optional.of(Instant.ofEpochMilli(time));
  }

  /** The time, where the first event is this; the epoch where there is none. */
  Instant of(Optional<Batch> first) {
    if (ordered.isPresent()) {
      return ordered.get();
    }
    if (!counted) {
      return BEFORE_ALL;
    }
    return oldest.orElseGet(
        () ->
            first
                .filter(batch -> !batch.events().isEmpty())
                .map(batch -> Instant.ofEpochMilli(batch.events().get(0).time()))
                .orElse(Instant.EPOCH));
  }

  /**
   * Makes sure that the time was before an event.
   *
   * @throws OutOfOrderException if it was not, though it should have been
   */
  void check(Batch batch, Instant published) {
    if (counted
        && batch.events().stream().anyMatch(event -> event.time() < published.toEpochMilli())) {
      throw new OutOfOrderException();
    }
  }
}
