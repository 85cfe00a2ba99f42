package dev.nudge.engine.state;

import com.google.common.primitives.UnsignedLong;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.RecentStrings;
import dev.nudge.engine.event.Shape;
import dev.nudge.engine.event.Shapes;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a {@link StateWriter} wrote, by the same calls in the same order. Every method throws
 * {@link CorruptStateException} where the bytes end early or hold something else.
 */
public final class StateReader {
  private static final int DEEPEST = 100;

  /** What a thread has seen in events that passed. */
  private static final class Seen {
    final ShapeNames names = new ShapeNames();

    /** Types are few; to look for a text that may be any costs more than to make it. */
    final RecentStrings types = new RecentStrings();
  }

  private static final ThreadLocal<Seen> SEEN = ThreadLocal.withInitial(Seen::new);

  private final List<String> strings = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final byte[] bytes;
  private final int end;
  private int at;
  private int depth;

  /** Reads these bytes from their beginning. */
  public StateReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads a part of an array, from one place to before another. */
  public StateReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Whether all bytes have been read. */
  public boolean atEnd() {
    return at == end;
  }

  /** The place in the array at which reading goes on. */
  public int at() {
    return at;
  }

  /** A reader of the {@link StateWriter#piece} that comes next; this one goes on behind it. */
  public StateReader inPiece() {
    int length = count();
    at += length;
    return new StateReader(bytes, at - length, at);
  }

  /** See {@link StateWriter#varint}. */
  public long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = raw();
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw corrupt("a number longer than ten bytes");
  }

  /**
   * A varint that counts things of at least one byte each: never more than there are bytes left.
   */
  public int count() {
    long count = varint();
    if (count < 0 || count > end - at) {
      throw corrupt("a count of " + count + " with " + (end - at) + " bytes left");
    }
    return (int) count;
  }

  /** See {@link StateWriter#zigzag}. */
  public long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** See {@link StateWriter#fixed}. */
  public long fixed() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | raw();
    }
    return value;
  }

  /** See {@link StateWriter#number}. */
  public double number() {
    return Double.longBitsToDouble(fixed());
  }

  /** See {@link StateWriter#flag}. */
  public boolean flag() {
    return raw() != 0;
  }

  /** See {@link StateWriter#string}. */
  public String string() {
    int reference = reference(strings.size());
    if (reference > 0) {
      return strings.get(reference - 1);
    }
    String value = text();
    strings.add(value);
    return value;
  }

  /** See {@link StateWriter#value}. */
  public Object value() {
    return rest(raw());
  }

  private Object rest(int code) {
    return switch (Kind.ofCode(code)) {
      case NULL -> Null.NULL;
      case BOOL -> flag();
      case INT -> zigzag();
      case DOUBLE -> number();
      case STRING -> string();
      case TIMESTAMP, DURATION -> moment(Kind.ofCode(code), zigzag(), varint());
      case LIST -> {
        enter();
        int size = count();
        List<Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
          list.add(value());
        }
        depth--;
        yield list;
      }
      case MAP -> {
        enter();
        int size = count();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
          map.put(value(), value());
        }
        depth--;
        yield map;
      }
      case UINT -> UnsignedLong.fromLongBits(varint());
      case ERROR, BYTES, TYPE -> throw corrupt("a value of unknown kind " + code);
    };
  }

  private Object moment(Kind kind, long seconds, long nanos) {
    try {
      return kind == Kind.TIMESTAMP
          ? Instant.ofEpochSecond(seconds, nanos)
          : Duration.ofSeconds(seconds, nanos);
    } catch (DateTimeException | ArithmeticException e) {
      throw corrupt("a time of " + seconds + " s and " + nanos + " ns");
    }
  }

  /** See {@link StateWriter#properties}. */
  public Properties properties() {
    Properties.Builder builder = new Properties.Builder(Shapes.shared());
    int size = count();
    for (int i = 0; i < size; i++) {
      builder.put(string(), value());
    }
    return builder.build();
  }

  /** See {@link StateWriter#event}. */
  public Event event() {
    int reference = reference(events.size());
    if (reference > 0) {
      return events.get(reference - 1);
    }
    Event event = new Event(string(), string(), string(), zigzag(), properties());
    events.add(event);
    return event;
  }

  /** See {@link StateWriter#passing}. */
  public Event passing() {
    String id = text();
    String user = text();
    String type = type();
    long time = zigzag();
    return new Event(id, user, type, time, slots(names()));
  }

  /**
   * See {@link StateWriter#inRow}.
   *
   * @param user of the row
   * @param before the names of the event before it
   */
  public Event inRow(String user, Shape before) {
    long time = zigzag();
    Shape shape = flag() ? names() : before;
    String id = text();
    return new Event(id, user, type(), time, slots(shape));
  }

  private String type() {
    int length = count();
    at += length;
    return SEEN.get().types.of(bytes, at - length, at);
  }

  /** See {@link StateWriter#names}. */
  public Shape names() {
    int length = count();
    Shape shape = SEEN.get().names.shape(bytes, at, at + length);
    if (shape == null) {
      throw corrupt("names that are cut");
    }
    at += length;
    return shape;
  }

  /** See {@link StateWriter#piece}. */
  public byte[] piece() {
    int length = count();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  private Properties slots(Shape shape) {
    long[] words = new long[shape.size()];
    Object[] refs = new Object[shape.size()];
    for (int i = 0; i < refs.length; i++) {
      int code = raw();
      Kind kind = Kind.ofCode(code);
      switch (kind) {
        case STRING -> refs[i] = text();
        case INT -> {
          words[i] = zigzag();
          refs[i] = kind;
        }
        case DOUBLE -> {
          words[i] = fixed();
          refs[i] = kind;
        }
        case UINT -> {
          words[i] = varint();
          refs[i] = kind;
        }
        default -> refs[i] = rest(code);
      }
    }
    return Properties.ofSlots(shape, words, refs);
  }

  private String text() {
    int length = count();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  /** An exception that names the place. */
  public CorruptStateException corrupt(String found) {
    return new CorruptStateException("the state is damaged at byte " + at + ": " + found);
  }

  private int reference(int known) {
    long reference = varint();
    if (reference < 0 || reference > known) {
      throw corrupt("a reference to number " + reference + " of " + known);
    }
    return (int) reference;
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw corrupt("a value nested deeper than " + DEEPEST);
    }
  }

  private int raw() {
    if (at == end) {
      throw corrupt("it ends here");
    }
    return bytes[at++] & 0xFF;
  }
}
