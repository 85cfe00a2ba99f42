package dev.nudge.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A name for content: MurmurHash3_x64_128 of its bytes with seed 0, the two halves written as 32
 * hexadecimal digits. Some 50 ns for a line; not for secrets.
 *
 * <p>The algorithm is Austin Appleby's, in the public domain ({@code aappleby/smhasher}, {@code
 * src/MurmurHash3.cpp}).
 */
public final class ContentHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private ContentHash() {}

  /** The hash of {@code bytes[from, to)}. */
  public static String of(byte[] bytes, int from, int to) {
    long h1 = 0;
    long h2 = 0;
    int at = from;
    for (; to - at >= 16; at += 16) {
      h1 ^= mix1((long) LONGS.get(bytes, at));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mix2((long) LONGS.get(bytes, at + 8));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    h2 ^= mix2(tail(bytes, Math.min(at + 8, to), to));
    h1 ^= mix1(tail(bytes, at, Math.min(at + 8, to)));

    int length = to - from;
    h1 ^= length;
    h2 ^= length;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    h2 += h1;
    byte[] text = new byte[32];
    hex(h1, text, 0);
    hex(h2, text, 16);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Of content that does not say its time, so that the same content may come again later. */
  public static String arrived(byte[] bytes, int from, int to, long arrival) {
    return of(bytes, from, to) + '@' + arrival;
  }

  private static long tail(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = to - 1; i >= from; i--) {
      value = value << 8 | (bytes[i] & 0xFF);
    }
    return value;
  }

  private static long mix1(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mix2(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long finish(long h) {
    long mixed = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  private static void hex(long value, byte[] into, int at) {
    for (int i = 0; i < 16; i++) {
      into[at + i] = HEX[(int) (value >>> (60 - 4 * i)) & 0xF];
    }
  }
}
