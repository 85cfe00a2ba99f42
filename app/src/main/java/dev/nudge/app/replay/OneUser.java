package dev.nudge.app.replay;

import dev.nudge.app.terminal.Failure;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.engine.story.Past;
import dev.nudge.engine.story.StoryInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was read of one user.
 *
 * @param input all that a replay would give to the detector of this user
 * @param rejectedLines how many lines of the file, of whatever user, could not be used
 */
public record OneUser(StoryInput input, long rejectedLines) {

  /** Picks them out of what is read. */
  static final class Reader {
    /** Enough to find whom somebody meant. */
    private static final int NAMES = 100_000;

    private final String user;
    private final long until;
    private final List<ProfileUpdate> profiles = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Set<String> others = new LinkedHashSet<>();
    private long oldest = Long.MAX_VALUE;
    private long later;
    private long rejected;

    Reader(String user, long until) {
      this.user = user;
      this.until = until;
    }

    void profile(ProfileUpdate update) {
      if (update.user().equals(user)) {
        profiles.add(update);
      }
    }

    void take(Batch batch) {
      rejected += batch.rejected().size();
      for (Event event : batch.events()) {
        oldest = Math.min(oldest, event.time());
        if (!event.user().equals(user)) {
          if (others.size() < NAMES) {
            others.add(event.user());
          }
        } else if (event.time() > until) {
          later++;
        } else {
          events.add(event);
        }
      }
    }

    /** The time of the oldest event of all users. */
    Instant oldest() {
      return Instant.ofEpochMilli(oldest);
    }

    /** There must be something to tell. */
    void check(List<String> files) {
      if (events.isEmpty() && later > 0) {
        throw Failure.input("all events of user '" + user + "' are after --until: choose it later");
      }
      if (events.isEmpty()) {
        throw Failure.input(
            "there is no event of user '"
                + user
                + "' in '"
                + String.join("', '", files)
                + "'"
                + Suggestion.nearest(user, others)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElseGet(this::somebody));
      }
    }

    private String somebody() {
      return others.isEmpty()
          ? ", nor of any other"
          : "; there are events of "
              + String.join(", ", others.stream().limit(3).toList())
              + (others.size() > 3 ? " and others" : "");
    }

    OneUser read(
        List<Campaign> campaigns,
        CampaignSet compiled,
        Map<String, String> idle,
        Instant publication,
        int repeats) {
      return new OneUser(
          new StoryInput(
              user,
              campaigns,
              compiled,
              idle,
              publication,
              List.copyOf(profiles),
              Past.NONE,
              List.copyOf(events),
              until,
              later,
              repeats),
          rejected);
    }
  }
}
