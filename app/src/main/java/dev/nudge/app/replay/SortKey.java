package dev.nudge.app.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings, one after the other, as bytes that sort (unsigned) as the strings do by code point. */
final class SortKey {
  private byte[] bytes = new byte[64];
  private int size;

  /** A string. Its end is a zero byte, so that a prefix comes first; a zero in it is two bytes. */
  SortKey add(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (size + 2 * utf8.length + 1 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + 2 * utf8.length + 1));
    }
    for (byte b : utf8) {
      bytes[size++] = b;
      if (b == 0) {
        bytes[size++] = (byte) 0xFF;
      }
    }
    bytes[size++] = 0;
    return this;
  }

  /** The key of what was added since the last call. */
  byte[] take() {
    byte[] key = Arrays.copyOf(bytes, size);
    size = 0;
    return key;
  }
}
