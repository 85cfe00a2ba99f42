package dev.nudge.job.detect;

import dev.nudge.job.message.Kept;
import dev.nudge.settings.Settings;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * The users that were at hand last are objects, all others are bytes: objects are fast, bytes are
 * small, saved as they are, and nothing for the collector of garbage to follow.
 */
interface HotUsers extends ValueState<Kept<Remembered>> {
  /**
   * What an object takes in memory, as a multiple of its bytes, with the events that runs keep
   * ({@code nudge bench state}: 3.4).
   */
  int OBJECT = 4;

  /** What an object takes at least, in bytes. */
  int LEAST = 512;

  /** Before a checkpoint: what is kept is all in Flink's state. */
  void flush() throws IOException;

  /** Reckons anew what a user takes who was just read or written; returns how much more it is. */
  static long weigh(Remembered user) {
    long before = user.weight;
    user.weight = LEAST + (long) OBJECT * user.bytes;
    user.changes = 0;
    return user.weight - before;
  }

  /**
   * Stands before a state, with nobody hot yet.
   *
   * @param settings say how much memory users may take as objects, about
   */
  static HotUsers before(
      ValueState<Kept<Remembered>> state,
      KeyedStateBackend<String> backend,
      DetectMetrics counts,
      Settings.Flink settings) {
    long most = (long) settings.hotUsers() << 20;
    boolean hasBytes = backend.isSafeToReuseKVState(); // reads and writes bytes at each event
    return hasBytes
        ? new WriteBack(state, backend::getCurrentKey, backend::setCurrentKey, counts, most)
        : new CoolDown(state, backend::getCurrentKey, backend::setCurrentKey, counts, onHeap(most));
  }

  /** Objects are what is fast: a quarter of the memory is theirs, unless nobody is to be one. */
  private static long onHeap(long most) {
    return most == 0 ? 0 : Math.max(most, Runtime.getRuntime().maxMemory() / 4);
  }
}
