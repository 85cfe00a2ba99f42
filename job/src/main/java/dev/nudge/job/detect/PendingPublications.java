package dev.nudge.job.detect;

import dev.nudge.job.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What was published and is not in use yet. It is put to use soon, but so that many publications in
 * a row do not keep events waiting.
 */
final class PendingPublications {
  /** New campaign sets may take at most one part in so many of the time. */
  private static final int SHARE = 4;

  private List<Message.Published> published = new ArrayList<>();
  private long usedAt;
  private long took;
  private boolean planned;

  void add(Message.Published version) {
    published.add(version);
  }

  /** When it is to be put to use, in milliseconds; nothing where that is planned already. */
  OptionalLong plan(long now) {
    if (planned) {
      return OptionalLong.empty();
    }
    planned = true;
    return OptionalLong.of(Math.max(now, usedAt + SHARE * took));
  }

  /** All of it, to be put to use now. */
  List<Message.Published> take() {
    planned = false;
    List<Message.Published> all = published;
    published = new ArrayList<>();
    return all;
  }

  /** It has been put to use, which took so many milliseconds. */
  void used(long now, long millis) {
    usedAt = now;
    took = millis;
  }
}
