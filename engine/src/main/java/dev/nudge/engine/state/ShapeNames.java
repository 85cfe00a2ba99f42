package dev.nudge.engine.state;

import dev.nudge.engine.event.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of shapes as pieces of bytes and back: events of one source have few shapes, so that a
 * piece is made once and known again by its bytes. Two tables in which a newcomer replaces whatever
 * has its place. For one thread.
 */
final class ShapeNames {
  private static final int PLACES = 64;

  private final @Nullable Shape[] written = new @Nullable Shape[PLACES];
  private final byte[][] writtenPieces = new byte[PLACES][];
  private final @Nullable Shape[] read = new @Nullable Shape[PLACES];
  private final byte[][] readPieces = new byte[PLACES][];

  /** The names of a shape; whoever gets them leaves them as they are. */
  byte[] piece(Shape shape) {
    int place = shape.number() & (PLACES - 1);
    if (!shape.equals(written[place])) {
      writtenPieces[place] = make(shape);
      written[place] = shape;
    }
    return writtenPieces[place];
  }

  private static byte[] make(Shape shape) {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    for (int i = 0; i < shape.size(); i++) {
      byte[] name = shape.name(i).getBytes(StandardCharsets.UTF_8);
      for (int shift = 24; shift >= 0; shift -= 8) {
        piece.write(name.length >>> shift);
      }
      piece.writeBytes(name);
    }
    return piece.toByteArray();
  }

  /** The shape whose names are in {@code bytes[from, to)}; null where these are no names. */
  @Nullable Shape shape(byte[] bytes, int from, int to) {
    int place = place(bytes, from, to);
    Shape known = read[place];
    if (known != null
        && Arrays.equals(readPieces[place], 0, readPieces[place].length, bytes, from, to)) {
      return known;
    }
    List<String> names = new ArrayList<>();
    int at = from;
    while (at < to) {
      if (to - at < Integer.BYTES) {
        return null;
      }
      int length = 0;
      for (int i = 0; i < Integer.BYTES; i++) {
        length = (length << 8) | (bytes[at++] & 0xFF);
      }
      if (length < 0 || length > to - at) {
        return null;
      }
      names.add(new String(bytes, at, length, StandardCharsets.UTF_8));
      at += length;
    }
    Shape shape = Shape.shared(names);
    readPieces[place] = Arrays.copyOfRange(bytes, from, to);
    read[place] = shape;
    return shape;
  }

  /** By its length and a few of its bytes: shapes of one source differ in either. */
  private static int place(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = to - 1; i >= from; i -= 7) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ (hash >>> 6)) & (PLACES - 1);
  }
}
