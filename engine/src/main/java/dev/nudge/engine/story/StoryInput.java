package dev.nudge.engine.story;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.TimeZones;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a story is made from: what is known of one user, and the campaigns.
 *
 * @param user who
 * @param campaigns that run, in document order
 * @param compiled the same, by {@link CampaignSet#compileObservable}: only those can say why
 * @param idle other campaigns by id, and why they do not run: {@code paused}
 * @param publication when campaigns were published that do not say it themselves
 * @param profiles the user's updates, in order
 * @param past what happened before; {@link Past#NONE} for nothing
 * @param events the user's events up to {@code until}, in the order in which they came
 * @param until the end of the story, in milliseconds since 1970-01-01T00:00Z; {@link
 *     Long#MAX_VALUE}: until the last deadline
 * @param later how many events of the user are not in it, because they come after {@code until}
 * @param repeats how many of the user's last events are known, to drop one that comes again
 */
public record StoryInput(
    String user,
    List<Campaign> campaigns,
    CampaignSet compiled,
    Map<String, String> idle,
    Instant publication,
    List<ProfileUpdate> profiles,
    Past past,
    List<Event> events,
    long until,
    long later,
    int repeats) {

  /** What the profile names as a time zone and is none. */
  List<String> unknownZones() {
    return profiles.stream()
        .map(update -> update.properties().get(Profile.TIMEZONE))
        .filter(TimeZones::isUnknown)
        .map(String::valueOf)
        .distinct()
        .toList();
  }
}
