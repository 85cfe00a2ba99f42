package dev.nudge.customer.query;

import dev.nudge.engine.state.Fingerprint;
import java.util.HexFormat;
import java.util.OptionalInt;

/** An answer as it is sent. */
public final class Answer {
  private final byte[] body;
  private final String tag;
  private final OptionalInt next;
  private final long nanos;

  Answer(byte[] body, OptionalInt next, long nanos) {
    this.body = body;
    this.tag = HexFormat.of().toHexDigits(Fingerprint.of(body));
    this.next = next;
    this.nanos = nanos;
  }

  /** The bytes, not copied: nobody changes them. */
  public byte[] body() {
    return body;
  }

  /** A hash of the bytes. */
  public String tag() {
    return tag;
  }

  /** The offset of the next page; nothing where this is the last. */
  public OptionalInt next() {
    return next;
  }

  /** How long the store took, also where it was asked earlier and this is what was kept. */
  public long nanos() {
    return nanos;
  }
}
