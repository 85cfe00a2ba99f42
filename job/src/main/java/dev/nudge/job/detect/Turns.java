package dev.nudge.job.detect;

import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.util.function.ThrowingConsumer;

/** It is the turn of events that were held to be sorted. */
final class Turns implements Triggerable<String, VoidNamespace> {
  private final ThrowingConsumer<Long, Exception> upTo;

  /** Calls this with the time that has come, with the user as the current key. */
  Turns(ThrowingConsumer<Long, Exception> upTo) {
    this.upTo = upTo;
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    upTo.accept(timer.getTimestamp());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}
}
