package dev.nudge.console.gate;

import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One connection, and since when it has been waited for a request of it. */
final class Guest {
  private static final long SERVED = Long.MAX_VALUE;
  private static final ThreadLocal<@Nullable Guest> PRESENT = new ThreadLocal<>();

  private final SocketChannel channel;
  private final String origin;
  private final AtomicBoolean gone = new AtomicBoolean();
  private volatile long waitedForSince = System.nanoTime();

  Guest(SocketChannel channel, String origin) {
    this.channel = channel;
    this.origin = origin;
  }

  SocketChannel channel() {
    return channel;
  }

  String origin() {
    return origin;
  }

  /** Whether it leaves now, and has not left before. */
  boolean leaves() {
    return gone.compareAndSet(false, true);
  }

  void come() {
    PRESENT.set(this);
  }

  static void go() {
    PRESENT.remove();
  }

  /** The request that this thread works at has its head. */
  static void isServed() {
    Guest guest = PRESENT.get();
    if (guest != null) {
      guest.waitedForSince = SERVED;
    }
  }

  /** If it was served, the next request is waited for from now on. */
  void mayGoOn() {
    if (waitedForSince == SERVED) {
      waitedForSince = System.nanoTime();
    }
  }

  boolean isLate(long now, long nanos) {
    long since = waitedForSince;
    return since != SERVED && now - since > nanos;
  }
}
