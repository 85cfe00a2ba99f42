package dev.nudge.job.detect;

import dev.nudge.job.message.Version;
import java.util.List;

/** For how long the versions of a campaign are needed. */
final class Lifetime {
  private Lifetime() {}

  /**
   * How many of the oldest versions apply to nothing that is still to come.
   *
   * <p>A version applies until the earliest publish time of those after it. So if one is not
   * needed, none before it is. One that is merely paused stays, with what is remembered for it: it
   * may go on.
   *
   * @param versions in the order of their numbers
   * @param before nothing of an earlier time is still to come
   */
  static int gone(List<Version> versions, long before) {
    int last = versions.size() - 1;
    while (last >= 0 && versions.get(last).state() == Version.State.PAUSED) {
      last--;
    }
    int gone = 0;
    if (last >= 0 && versions.get(last).state() == Version.State.ENDED) {
      gone = versions.get(last).publishedAt() < before ? last + 1 : 0;
    }
    long superseded = Long.MAX_VALUE;
    for (int i = versions.size() - 1; i >= 0 && gone == 0; i--) {
      if (i < last && superseded <= before) {
        gone = i + 1;
      }
      superseded = Math.min(superseded, versions.get(i).publishedAt());
    }
    return gone;
  }
}
