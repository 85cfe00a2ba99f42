package dev.nudge.engine;

import dev.nudge.engine.event.ContentHash;
import dev.nudge.engine.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the ids of triggers: a hash of campaign, version, user and the ids of the matched events.
 * For one thread; it writes into the same bytes again and again.
 */
final class TriggerId {
  private byte[] bytes = new byte[256];
  private int size;

  TriggerId() {}

  String of(String campaign, int version, String user, List<Event> matched) {
    begin(campaign, version, user);
    for (int i = 0; i < matched.size(); i++) {
      add(matched.get(i).id());
    }
    return hash();
  }

  /** Of a match that kept a digest of its events in place of them. */
  String of(String campaign, int version, String user, long digest) {
    begin(campaign, version, user);
    addNumber(digest);
    return hash();
  }

  private void begin(String campaign, int version, String user) {
    size = 0;
    add(campaign);
    addNumber(version);
    add(user);
  }

  private String hash() {
    return ContentHash.of(bytes, 0, size);
  }

  /** Each part with its length before it, so that no two lists of parts look alike. */
  private void add(String part) {
    int length = part.length();
    addNumber(length);
    room(1 + length);
    bytes[size++] = ' ';
    int begin = size;
    for (int i = 0; i < length; i++) {
      char c = part.charAt(i);
      if (c >= 0x80) {
        size = begin;
        addEncoded(part);
        return;
      }
      bytes[size++] = (byte) c;
    }
  }

  private void addEncoded(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  private void addNumber(long number) {
    if (number < 0 || number > 9999) {
      addEncoded(Long.toString(number));
      return;
    }
    room(4);
    int digits = (int) number;
    if (digits > 999) {
      bytes[size++] = (byte) ('0' + digits / 1000);
    }
    if (digits > 99) {
      bytes[size++] = (byte) ('0' + digits / 100 % 10);
    }
    if (digits > 9) {
      bytes[size++] = (byte) ('0' + digits / 10 % 10);
    }
    bytes[size++] = (byte) ('0' + digits % 10);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
