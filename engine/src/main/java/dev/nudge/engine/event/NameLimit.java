package dev.nudge.engine.event;

import java.nio.charset.StandardCharsets;

/**
 * How long a name may be: a user, an event's id and type, a property, a thing of the catalogue.
 * They are kept for each user and written as keys, so what devices make of them must have an end.
 */
public final class NameLimit {
  /** In bytes of UTF-8. */
  public static final int BYTES = 1024;

  private static final int MOST_BYTES_A_CHAR = 3;

  private NameLimit() {}

  /** Whether a name is longer than that. */
  public static boolean isExceededBy(String name) {
    if (name.length() * MOST_BYTES_A_CHAR <= BYTES) {
      return false;
    }
    return name.length() > BYTES || name.getBytes(StandardCharsets.UTF_8).length > BYTES;
  }

  /** What is said of such a name. */
  public static String detail(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length + " bytes; at most " + BYTES + " are taken";
  }
}
