package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.state.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The id of a trigger: the first 16 bytes of the SHA-256 of campaign, version, user and the ids of
 * the matched events, in hexadecimal.
 */
final class TriggerId {
  private TriggerId() {}

  static String of(String campaign, int version, String user, List<Event> matched) {
    MessageDigest digest = Fingerprint.sha256();
    add(digest, campaign);
    add(digest, Integer.toString(version));
    add(digest, user);
    for (Event event : matched) {
      add(digest, event.id());
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** Each part with its length before it, so that no two lists of parts look alike. */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    for (int shift = 24; shift >= 0; shift -= 8) {
      digest.update((byte) (bytes.length >>> shift));
    }
    digest.update(bytes);
  }
}
