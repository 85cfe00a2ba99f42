package dev.nudge.delivery.queue;

import dev.nudge.delivery.progress.Progress;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.trigger.FiredTrigger;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One trigger on its way over one channel. It is worked on by one thread at a time; its places and
 * what comes after it are kept by its queue, under the queue's lock.
 */
final class Delivery {
  final FiredTrigger trigger;

  /** When its trigger was written, in milliseconds since 1970-01-01T00:00Z. */
  final long written;

  /** The place of the request that it be tried again; -1 for the first time. */
  final long redrive;

  /** The records that ask for it. */
  final List<Place> places = new ArrayList<>();

  /** Asked for while this one was under way; begun when this one ends. */
  @Nullable Delivery next;

  int attempts;

  /** What the other side said last. */
  String detail = "";

  /** Which queries of its offer had no answer at the last attempt, and why; may be empty. */
  String unanswered = "";

  /** Of the last attempt, until it is written down. */
  @Nullable SendResult outcome;

  /** When the last attempt was over, in the same as {@link #written}. */
  long at;

  /** A record of a topic. */
  record Place(TopicPartition partition, long offset) {}

  Delivery(FiredTrigger trigger, long written, long redrive) {
    this.trigger = trigger;
    this.written = written;
    this.redrive = redrive;
  }

  Progress progress(Progress.State state, long now, long next) {
    return new Progress(state, attempts, now, next, detail, unanswered, redrive);
  }
}
