package dev.nudge.console.gate;

import java.util.Arrays;
import java.util.Optional;

/** The bytes of a body that came so far, of which each is accounted for. */
final class Body {
  private static final int FIRST = 2 << 10;

  private final ByteBudget budget;
  private final int most;
  private final boolean known;
  private byte[] bytes = new byte[0];
  private int length;

  /**
   * None came.
   *
   * @param known whether somebody known sends it
   */
  Body(ByteBudget budget, int most, boolean known) {
    this.budget = budget;
    this.most = most;
    this.known = known;
  }

  /** Takes some more, or says why not. */
  Optional<Refusal> add(byte[] more, int count) {
    if (count > most - length) {
      return Optional.of(Refusal.tooLarge(most, known));
    }
    int needed = length + count;
    if (needed > bytes.length) {
      int size = Math.min(most, Math.max(Math.max(FIRST, needed), 2 * bytes.length));
      if (!budget.take(size - bytes.length)) {
        return Optional.of(Refusal.full());
      }
      bytes = Arrays.copyOf(bytes, size);
    }
    System.arraycopy(more, 0, bytes, length, count);
    length = needed;
    return Optional.empty();
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** It is not needed any more. */
  void free() {
    budget.give(bytes.length);
    bytes = new byte[0];
    length = 0;
  }
}
