package dev.nudge.console.account;

import dev.nudge.console.gate.Origin;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * How often somebody may try a password.
 *
 * <ul>
 *   <li>From one address, for all names together: thirty times a minute.
 *   <li>From one address for one name: five times at once, then after a second, two, four, up to
 *       five minutes.
 *   <li>For one name from all addresses: never locked. After ten failures in the last hour, who has
 *       failed with it waits a little longer each time, up to half a minute. An address that has
 *       not failed with the name waits for nothing: nobody is locked out by others.
 * </ul>
 *
 * Whether there is an account of that name makes no difference. A try counts as a failure until it
 * has succeeded, so that many at once are no way around. Remembers 10,000 of each kind, an hour
 * long, and of more forgets those that failed least.
 */
@Component
class SignInLimit {
  private static final int ADDRESS_TRIES = 30;
  private static final Duration ADDRESS_PERIOD = Duration.ofMinutes(1);
  private static final int FREE = 5;
  private static final int FREE_FOR_NAME = 10;
  private static final long LONGEST_SECONDS = 300;
  private static final long LONGEST_FOR_NAME_SECONDS = 30;
  private static final int REMEMBERED = 10_000;

  private final LongSupplier nanos;
  private final Dangers<Bucket> addresses;
  private final Dangers<Long> names;

  /** Until when who failed with a name from an address must wait. */
  private final Dangers<Long> pairs;

  private record Pair(String name, String address) {}

  SignInLimit() {
    this(System::nanoTime);
  }

  /** With a clock of its own. */
  SignInLimit(LongSupplier nanos) {
    this.nanos = nanos;
    addresses = new Dangers<>(REMEMBERED, nanos);
    names = new Dangers<>(REMEMBERED, nanos);
    pairs = new Dangers<>(REMEMBERED, nanos);
  }

  /**
   * Begins a try, which is a failure until {@link #succeeded} says otherwise.
   *
   * @param address that a {@linkplain Origin origin} counts as
   * @return the seconds to wait, where there were too many tries; this one does not count then
   */
  synchronized OptionalLong tooMany(String name, String address) {
    long now = nanos.getAsLong();
    Pair pair = new Pair(name, address);
    long until = pairs.value(pair, now);
    if (until - now > 0) {
      return seconds(until - now);
    }
    long full =
        addresses
            .value(address, newBucket())
            .tryConsumeAndReturnRemaining(1)
            .getNanosToWaitForRefill();
    if (full > 0) {
      return seconds(full);
    }
    addresses.more(address);
    names.value(name, 0L);
    int ofName = names.more(name);
    int ofPair = pairs.more(pair);
    pairs.set(pair, now + TimeUnit.SECONDS.toNanos(wait(ofPair, ofName)));
    return OptionalLong.empty();
  }

  /** Whoever knows the password may go on. */
  synchronized void succeeded(String name, String address) {
    addresses.value(address, newBucket()).addTokens(1);
    pairs.remove(new Pair(name, address));
    names.less(name);
  }

  /** How long one waits after so many failures of one's own, and so many with this name. */
  private static long wait(int own, int ofName) {
    long forOwn = own < FREE ? 0 : Math.min(LONGEST_SECONDS, 1L << Math.min(20, own - FREE));
    long forName =
        ofName <= FREE_FOR_NAME
            ? 0
            : Math.min(LONGEST_FOR_NAME_SECONDS, 1L + (ofName - FREE_FOR_NAME) / 10);
    return Math.max(forOwn, forName);
  }

  private static OptionalLong seconds(long nanos) {
    return OptionalLong.of(TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
  }

  private static Bucket newBucket() {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(ADDRESS_TRIES).refillGreedy(ADDRESS_TRIES, ADDRESS_PERIOD))
        .build();
  }
}
