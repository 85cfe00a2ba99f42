package dev.nudge.job.rejected;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Input as it was, in JSON: text where the bytes are UTF-8, base64 where they are not.
 *
 * @param text what is told of it
 * @param base64 whether that is base64
 * @param bytes how many bytes there were in all
 * @param cut whether that were more than are told
 */
record Raw(String text, boolean base64, long bytes, boolean cut) {
  /** Of more than this, the beginning is told. */
  static final int MOST = 1 << 20;

  static Raw of(byte[] bytes) {
    boolean cut = bytes.length > MOST;
    byte[] told = cut ? Arrays.copyOf(bytes, boundary(bytes, MOST)) : bytes;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(told)).toString();
      return new Raw(text, false, bytes.length, cut);
    } catch (CharacterCodingException e) {
      return new Raw(Base64.getEncoder().encodeToString(told), true, bytes.length, cut);
    }
  }

  /** Where a character begins, at most so far. */
  private static int boundary(byte[] bytes, int at) {
    int start = at;
    while (start > at - 4 && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }
}
