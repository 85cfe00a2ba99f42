package dev.nudge.console.person;

import dev.nudge.console.customer.CustomerStore;
import dev.nudge.console.kafka.CatalogView;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** What collections know of one person, as the engine takes it: in milliseconds, without Kafka. */
@Component
final class PersonHistory {
  /** The latest of a person. */
  static final int EVENTS = 2_000;

  private static final int TIMEOUT_SECONDS = 5;

  private static final String LATEST =
      """
      select properties || jsonb_build_object(
        'id', event_id, 'user', user_id, 'type', type,
        'time', to_char(event_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      from data.activity where user_id = ? order by event_time desc, event_id desc limit ?
      """;
  private static final String PROFILE =
      """
      select profile || jsonb_build_object('user', user_id) from data.profiles where user_id = ?
      limit ?
      """;

  private final CustomerStore store;
  private final CatalogView catalog;

  PersonHistory(CustomerStore store, CatalogView catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /** The latest events, in the order of their times. */
  List<Event> events(String user) {
    EventReader reader = new EventReader();
    List<Event> events = new ArrayList<>();
    for (byte[] json : read(LATEST, user, EVENTS)) {
      if (reader.read(json, 0, json.length) instanceof Parsed.Accepted<Event> accepted) {
        events.add(catalog.enrich(accepted.value()));
      }
    }
    Collections.reverse(events);
    return events;
  }

  /** The profile as one update; none where there is no profile. */
  List<ProfileUpdate> profile(String user) {
    List<ProfileUpdate> updates = new ArrayList<>();
    for (byte[] json : read(PROFILE, user, 1)) {
      Mapping.canonical()
          .profiles()
          .json()
          .readAll(
              json,
              0,
              json.length,
              0,
              parsed -> {
                if (parsed instanceof Parsed.Accepted<ProfileUpdate> accepted) {
                  updates.add(accepted.value());
                }
              });
    }
    return updates;
  }

  /**
   * Runs a detector over all of it for a state of the person, and on to a time.
   *
   * @return whether anything is known of the person
   */
  boolean replay(Detector detector, UserState state, Output output, long until) {
    List<ProfileUpdate> profile = profile(state.user());
    for (ProfileUpdate update : profile) {
      var unused = detector.onProfile(update.properties(), update.time(), state);
    }
    List<Event> events = events(state.user());
    events.forEach(event -> detector.onEvent(event, state, output));
    detector.onTime(until, state, output);
    return !profile.isEmpty() || !events.isEmpty();
  }

  private List<byte[]> read(String sql, String user, int most) {
    try (Connection connection = store.reading().getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setQueryTimeout(TIMEOUT_SECONDS);
      query.setString(1, user);
      query.setInt(2, most);
      List<byte[]> read = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          read.add(rows.getString(1).getBytes(StandardCharsets.UTF_8));
        }
      }
      return read;
    } catch (SQLException e) {
      throw ApiException.unavailable(
          "what this person did is read of the collections 'activity' and 'profiles', which do not"
              + " answer as they are shipped: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
