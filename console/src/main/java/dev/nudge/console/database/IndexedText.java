package dev.nudge.console.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Text for a column with an index. PostgreSQL refuses a row whose entry in an index is larger than
 * 2,704 bytes, so the columns of one index must stay below that together.
 */
public final class IndexedText {
  private static final int DIGEST_BYTES = 8;
  private static final int DIGEST_CHARS = 2 * DIGEST_BYTES + 1;

  private IndexedText() {}

  /**
   * Clean text of a bounded length. A longer one is cut, and a digest of the whole at its end keeps
   * it apart from others that begin alike. O(length).
   *
   * @param most bytes of UTF-8
   */
  public static String of(String text, int most) {
    String clean = StorableText.clean(text);
    byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= most) {
      return clean;
    }
    int end = most - DIGEST_CHARS;
    // Not in the middle of a character.
    while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8)
        + '#'
        + HexFormat.of().formatHex(sha256(bytes), 0, DIGEST_BYTES);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
