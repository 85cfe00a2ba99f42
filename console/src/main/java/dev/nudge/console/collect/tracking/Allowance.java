package dev.nudge.console.collect.tracking;

import dev.nudge.console.web.ApiException;

/**
 * How much the messages of a request may become: about as much as there was room for when it came,
 * so that a small body with much that is said of all its messages does not become a large one.
 * Serves one thread.
 */
final class Allowance {
  /** Of each request, and of each of its messages, beside what it holds. */
  private static final int OF_REQUEST = 64 << 10;

  private static final int OF_MESSAGE = 256;

  private long left;

  /**
   * Of a request.
   *
   * @param bytes that it holds
   */
  Allowance(long bytes, int messages) {
    left = bytes + OF_REQUEST + (long) OF_MESSAGE * messages;
  }

  /** There is so much more. */
  void add(long bytes) {
    left += bytes;
  }

  /**
   * Takes so much.
   *
   * @throws ApiException 413 if there is no more
   */
  void use(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw ApiException.tooLarge("the messages become too much at once: send fewer of them");
    }
  }
}
