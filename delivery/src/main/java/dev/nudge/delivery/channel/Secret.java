package dev.nudge.delivery.channel;

import java.util.Base64;
import java.util.Optional;

/** The form of a secret of Standard Webhooks: {@code whsec_} and 24 to 64 bytes in base64. */
public final class Secret {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private Secret() {}

  /** What is wrong with it; nothing where it is right. */
  public static Optional<String> problem(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Optional.of("expected whsec_ and, in base64, 24 to 64 bytes");
    }
    try {
      int length = bytes(secret).length;
      return length >= SHORTEST && length <= LONGEST
          ? Optional.empty()
          : Optional.of("expected 24 to 64 bytes in base64 behind whsec_, got " + length);
    } catch (IllegalArgumentException e) {
      return Optional.of("what stands behind whsec_ is not base64");
    }
  }

  /**
   * Its bytes.
   *
   * @throws IllegalArgumentException if it is not base64
   */
  public static byte[] bytes(String secret) {
    return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }
}
