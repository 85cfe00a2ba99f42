package dev.nudge.app.live;

import dev.nudge.engine.json.IsoTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a campaign document, as the job says on the status topic.
 *
 * @param campaign its id
 * @param version of the campaign; where the document was refused, the one that stays live, or 0
 * @param state {@code active}, {@code shadow}, {@code paused}, {@code ended} or {@code refused}
 * @param published in milliseconds since 1970-01-01T00:00Z, or {@link IsoTime#NONE}
 * @param partition of the campaigns topic, where the document stands
 * @param offset in that partition
 * @param problems why it was refused, or what the job warns of: {@code 4:9: error: ...}
 * @param name of the campaign, for people; may be empty
 * @param topic of another system, where the document stands; empty for Nudge's own
 */
record CampaignStatus(
    String campaign,
    long version,
    String state,
    long published,
    long partition,
    long offset,
    List<String> problems,
    String name,
    String topic) {
  private static final String REFUSED = "refused";

  /** Nothing where the bytes say nothing of the kind. */
  static Optional<CampaignStatus> read(byte @Nullable [] value) {
    return JsonObject.read(value)
        .filter(json -> !json.text("campaign").isEmpty() && !json.text("state").isEmpty())
        .map(
            json ->
                new CampaignStatus(
                    json.text("campaign"),
                    Math.max(0, json.number("version")),
                    json.text("state"),
                    json.time("published"),
                    json.number("partition"),
                    json.number("offset"),
                    json.texts("problems"),
                    json.text("name"),
                    json.text("topic")));
  }

  boolean isRefused() {
    return state.equals(REFUSED);
  }

  /** Whether another system writes the campaign. */
  boolean isForeign() {
    return !topic.isEmpty();
  }

  /** Whether it is about the document at this place of Nudge's own topic. */
  boolean answers(long inPartition, long atOffset) {
    return !isForeign() && partition == inPartition && offset == atOffset;
  }
}
