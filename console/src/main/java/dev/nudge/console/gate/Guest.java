package dev.nudge.console.gate;

import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One connection, and how long it has been waited for a request of it. The time is counted in looks
 * of the clock, one a second: while the whole machine stands still there is none, and nobody is
 * late for what only this side has not read.
 */
final class Guest {
  private static final int SERVED = -1;
  private static final ThreadLocal<@Nullable Guest> PRESENT = new ThreadLocal<>();

  private final SocketChannel channel;
  private final String origin;
  private final AtomicBoolean gone = new AtomicBoolean();
  private final AtomicInteger waited = new AtomicInteger();

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
      guest.waited.set(SERVED);
    }
  }

  /** If it was served, the next request is waited for from now on. */
  void mayGoOn() {
    waited.compareAndSet(SERVED, 0);
  }

  /** One look of the clock: whether it was waited for at so many looks before this one. */
  boolean isLate(int looks) {
    int before = waited.get();
    return before != SERVED && waited.compareAndSet(before, before + 1) && before >= looks;
  }
}
