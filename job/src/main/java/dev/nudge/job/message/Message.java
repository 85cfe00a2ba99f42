package dev.nudge.job.message;

import dev.nudge.engine.Sight;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What travels between the operators of the job; immutable. Times are epoch milliseconds. */
public sealed interface Message {
  /**
   * A user did something.
   *
   * @param arrival when the event was written to its topic
   */
  record Happened(Event event, long arrival, Origin origin) implements Message {
    /** Of unknown origin. */
    public Happened(Event event, long arrival) {
      this(event, arrival, Origin.UNKNOWN);
    }
  }

  /**
   * Where an event was read.
   *
   * @param source the number of its topic among the sources of events
   * @param partition of that topic; -1 where that is unknown
   */
  record Origin(int source, int partition) {
    /** Not known, or not known any more. */
    public static final Origin UNKNOWN = new Origin(-1, -1);
  }

  /**
   * Something became known of a user.
   *
   * @param time since when it holds; absent: since ever
   * @param update to be merged into the profile
   */
  record Learnt(String user, OptionalLong time, Properties update) implements Message {}

  /**
   * A thing of the catalogue changed.
   *
   * @param key by which events name it
   * @param properties absent where it is no more
   */
  record Catalogued(String key, Optional<Properties> properties) implements Message {}

  /**
   * A record of the campaigns topic, or of another system's.
   *
   * @param id its key; of another system, the campaign's id, or its place where it has none
   * @param text the document; null for a tombstone
   * @param topic of the other system; empty for Nudge's own
   */
  record Written(String id, @Nullable String text, RecordId record, long arrival, String topic)
      implements Message {
    /** A record of Nudge's own topic. */
    public Written(String id, @Nullable String text, RecordId record, long arrival) {
      this(id, text, record, arrival, "");
    }
  }

  /**
   * A version of a campaign is to be used.
   *
   * @param warnings what is to be said of it to whoever wrote it: {@code 4:9: warning: ...}
   */
  record Published(Version version, RecordId record, List<String> warnings) implements Message {
    /** One that there is nothing to say of. */
    public Published(Version version, RecordId record) {
      this(version, record, List.of());
    }
  }

  /**
   * A subtask uses a version.
   *
   * @param seen what its measures see of the time before its publication, where they ask for it
   * @param warnings what else is to be said to whoever published it: {@code 4:9: warning: ...}
   */
  record Applied(
      Version version, RecordId record, int subtask, List<Seen> seen, List<String> warnings)
      implements Message {}

  /**
   * How far back a measure sees.
   *
   * @param line where the document names it
   * @param sight what it sees
   */
  record Seen(int line, int column, Sight sight) {}

  /**
   * Somebody wants to see how runs move.
   *
   * @param whose {@code user:ID} or {@code campaign:ID}; {@code all} for a sample of all
   * @param until for so long; no time to come: no longer
   */
  record Watched(String whose, long until) implements Message {
    /** A request lasts no longer, counted from its record. */
    public static final Duration LONGEST = Duration.ofDays(1);
  }

  /**
   * The ledger of budgets tells what a campaign has spent, in millionths.
   *
   * @param run of the job, in which it was so: another one may have gone back behind it
   * @param total in all
   * @param day counted from 1970-01-01
   * @param onDay on that day
   */
  record Spent(String run, String campaign, long total, long day, long onDay) implements Message {}

  /**
   * Input that could not be used.
   *
   * @param reason by which it is counted
   * @param rejected as it goes to the topic of rejected records
   */
  record Unusable(String reason, Outgoing rejected) implements Message {}

  /** A record in which the mapping finds nothing: another operation, a tombstone, not chosen. */
  record PassedOver() implements Message {}

  /** As far as its source is read: nothing older comes, or little and late. */
  record Clock(long time) implements Message {}
}
