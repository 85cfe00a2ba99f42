package dev.nudge.delivery.queue;

import dev.nudge.delivery.channel.Channel.Rate;
import dev.nudge.delivery.send.SendResult;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What every attempt passes: the rate of the channel, and a circuit breaker. Where half of the last
 * 20 attempts found the receiver down, it is left alone, for five seconds at first, for five
 * minutes at most; then a few attempts show whether it is back. Safe for use by several threads.
 */
final class Throttle {
  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final long LOOK_MILLIS = 1_000;

  private final Optional<Bucket> bucket;
  private final CircuitBreaker breaker;

  Throttle(String channel, Optional<Rate> rate) {
    bucket =
        rate.map(
            limit ->
                Bucket.builder()
                    .addLimit(
                        bandwidth ->
                            bandwidth
                                .capacity(limit.atMost())
                                .refillGreedy(limit.atMost(), limit.per()))
                    .build());
    breaker =
        CircuitBreaker.of(
            channel,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .permittedNumberOfCallsInHalfOpenState(3)
                .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialBackoff(FIRST_REST, 2, LONGEST_REST))
                .build());
  }

  /** How long an attempt has to wait, in milliseconds; 0 for one that may be made now. */
  long millisToWait() {
    if (!breaker.tryAcquirePermission()) {
      return ThreadLocalRandom.current().nextLong(LOOK_MILLIS / 2, 2 * LOOK_MILLIS);
    }
    if (bucket.isEmpty()) {
      return 0;
    }
    var probe = bucket.get().tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      return 0;
    }
    breaker.releasePermission();
    return 1 + TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill());
  }

  /** Whether the receiver is left alone. */
  boolean isResting() {
    return breaker.getState() == CircuitBreaker.State.OPEN;
  }

  /** What became of an attempt that was let through. */
  void noteOutcome(SendResult outcome, long nanos) {
    if (outcome instanceof SendResult.Failed failed && failed.receiverDown()) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException(failed.detail()));
    } else {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** An attempt that was let through was not made. */
  void noteNotMade() {
    breaker.releasePermission();
  }
}
