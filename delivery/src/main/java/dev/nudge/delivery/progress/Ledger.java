package dev.nudge.delivery.progress;

import dev.nudge.delivery.progress.Progress.State;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the deliveries over one channel, by trigger: all that are under way, and the
 * last {@value #REMEMBERED} that came to an end (about 100 bytes each). Safe for use by several
 * threads.
 */
public final class Ledger {
  /** So many ends are remembered. */
  public static final int REMEMBERED = 200_000;

  private static final Map<State, Progress> ENDS = ends();

  private final Map<String, Progress> open = new HashMap<>();

  private final Map<Fingerprint, Progress> ended =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, Progress> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Half of a SHA-256: two triggers do not share one. */
  private record Fingerprint(long high, long low) {
    static Fingerprint of(String trigger) {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(trigger.getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new Fingerprint(bytes.getLong(), bytes.getLong());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  private static Map<State, Progress> ends() {
    Map<State, Progress> ends = new HashMap<>();
    for (State state : State.values()) {
      if (state.isEnd()) {
        ends.put(state, new Progress(state, 0, 0, 0, "", "", -1));
      }
    }
    return ends;
  }

  /**
   * How far the delivery of a trigger has come; of one that came to an end, no more than that and
   * for which request.
   */
  public synchronized Optional<Progress> of(String trigger) {
    Progress known = open.get(trigger);
    return Optional.ofNullable(known == null ? ended.get(Fingerprint.of(trigger)) : known);
  }

  /** A delivery has come so far. */
  public synchronized void note(String trigger, Progress progress) {
    Fingerprint fingerprint = Fingerprint.of(trigger);
    ended.remove(fingerprint);
    if (!progress.state().isEnd()) {
      open.put(trigger, progress);
      return;
    }
    open.remove(trigger);
    Progress shared = ENDS.get(progress.state());
    ended.put(
        fingerprint,
        shared != null && progress.redrive() < 0
            ? shared
            : new Progress(progress.state(), 0, 0, 0, "", "", progress.redrive()));
  }
}
