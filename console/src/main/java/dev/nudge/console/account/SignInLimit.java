package dev.nudge.console.account;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * How often somebody may try to sign in: ten times a minute for one account, thirty times a minute
 * from one address. It remembers the 10,000 who tried last.
 */
@Component
class SignInLimit {
  private static final int ACCOUNT_TRIES = 10;
  private static final int ADDRESS_TRIES = 30;
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int REMEMBERED = 10_000;

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The seconds to wait, where there were too many tries. */
  synchronized OptionalLong tooMany(String name, String address) {
    long nanos =
        Math.max(
            waiting("account " + name, ACCOUNT_TRIES),
            waiting("address " + address, ADDRESS_TRIES));
    return nanos == 0
        ? OptionalLong.empty()
        : OptionalLong.of(TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
  }

  /** Whoever knows the password may go on trying. */
  synchronized void succeeded(String name) {
    buckets.remove("account " + name);
  }

  private long waiting(String who, int tries) {
    return buckets
        .computeIfAbsent(
            who,
            key ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(tries).refillGreedy(tries, PERIOD))
                    .build())
        .tryConsumeAndReturnRemaining(1)
        .getNanosToWaitForRefill();
  }
}
