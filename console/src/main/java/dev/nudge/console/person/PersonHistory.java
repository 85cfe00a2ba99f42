package dev.nudge.console.person;

import dev.nudge.console.customer.CustomerStore;
import dev.nudge.console.kafka.EventView;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Reach;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.engine.story.Past;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What collections know of one person, as the engine takes it, without Kafka: a few milliseconds,
 * and up to a second where campaigns ask for 100,000 events.
 */
@Component
final class PersonHistory {
  /** So many of a person's latest events are told of. */
  static final int TOLD = 2_000;

  /** So many earlier ones count, where campaigns ask for them. */
  static final int COUNTED = 100_000;

  private static final int TIMEOUT_SECONDS = 5;
  private static final int MICROS = 1_000;

  /** What PostgreSQL says of a query that was ended when its time was over. */
  private static final String CANCELED = "57014";

  private static final String ROWS =
      """
      select event_id, type, (extract(epoch from event_time) * 1000000)::bigint, properties
      from data.activity where user_id = ?
      """;
  private static final String LATEST =
      ROWS + "order by event_time desc, event_id desc limit " + TOLD;
  private static final String EARLIER =
      ROWS
          + """
          and (event_time, event_id) < (timestamptz 'epoch' + ? * interval '1 microsecond', ?)
          and event_time <= timestamptz 'epoch' + ? * interval '1 microsecond'
          and event_time >= timestamptz 'epoch' + ? * interval '1 microsecond'
          and (?::text[] is null or type = any(?::text[]))
          order by event_time desc, event_id desc limit
          """
          + COUNTED;
  private static final String PROFILE =
      """
      select profile || jsonb_build_object('user', user_id) from data.profiles where user_id = ?
      """;

  /** Nothing that PostgreSQL keeps is as old. */
  private static final long OLDEST_MILLIS = -62_000_000_000_000L;

  private final CustomerStore store;
  private final EventView view;

  PersonHistory(CustomerStore store, EventView view) {
    this.store = store;
    this.view = view;
  }

  /**
   * What a person did.
   *
   * @param past what is not told of, and counts
   * @param events the latest, in the order of their times
   * @param cut whether there may be others before those
   */
  record Known(Past past, List<Event> events, boolean cut) {}

  private record Row(long micros, Event event) {}

  /** The latest events, and of those before them what campaigns ask for. */
  Known events(String user, Reach reach) {
    try (Connection connection = store.reading().getConnection()) {
      List<Row> latest = new ArrayList<>();
      boolean cut;
      try (PreparedStatement query = connection.prepareStatement(LATEST)) {
        query.setQueryTimeout(TIMEOUT_SECONDS);
        query.setString(1, user);
        cut = read(query, user, latest) >= TOLD;
      }
      Past past = cut && !latest.isEmpty() ? before(latest.get(0), reach, connection) : Past.NONE;
      return new Known(past, latest.stream().map(Row::event).toList(), cut);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private Past before(Row first, Reach reach, Connection connection) throws SQLException {
    long since = Math.max(OLDEST_MILLIS, reach.since(first.event().time()));
    @Nullable Array types =
        reach.types().isPresent()
            ? connection.createArrayOf("text", reach.types().get().toArray(String[]::new))
            : null;
    List<Row> earlier = new ArrayList<>();
    int rows;
    try (PreparedStatement query = connection.prepareStatement(EARLIER)) {
      query.setQueryTimeout(TIMEOUT_SECONDS);
      query.setString(1, first.event().user());
      query.setLong(2, first.micros());
      query.setString(3, first.event().id());
      query.setLong(4, first.micros());
      query.setLong(5, since * MICROS);
      query.setArray(6, types);
      query.setArray(7, types);
      rows = read(query, first.event().user(), earlier);
    } catch (SQLException e) {
      if (!CANCELED.equals(e.getSQLState())) {
        throw e;
      }
      return new Past(List.of(), first.event().time()); // it takes too long: what is told counts
    }
    Row oldest = earlier.isEmpty() ? first : earlier.get(0);
    return new Past(
        earlier.stream().map(Row::event).toList(),
        rows < COUNTED ? Long.MIN_VALUE : oldest.event().time());
  }

  /**
   * Reads rows, the latest first, into their own order.
   *
   * @return how many there were, with those that are no event, or none yet
   */
  private int read(PreparedStatement query, String user, List<Row> into) throws SQLException {
    EventReader reader = new EventReader();
    int count = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        count++;
        long micros = rows.getLong(3);
        byte[] json = withFields(rows.getString(4));
        if (reader.read(json, 0, json.length) instanceof Parsed.Accepted<Event> accepted) {
          Event event =
              new Event(
                  rows.getString(1),
                  user,
                  rows.getString(2),
                  Math.floorDiv(micros, MICROS),
                  accepted.value().properties());
          if (!view.isAhead(event)) {
            into.add(new Row(micros, view.of(event)));
          }
        }
      }
    }
    Collections.reverse(into);
    return count;
  }

  /** Properties as an event, to be read as one; its own fields stand in other columns. */
  private static byte[] withFields(String properties) {
    String rest = properties.substring(properties.indexOf('{') + 1);
    String fields = "{\"id\":\"i\",\"user\":\"u\",\"type\":\"t\",\"time\":0";
    return (fields + (rest.isBlank() || rest.strip().equals("}") ? "" : ",") + rest)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The profile as one update; none where there is no profile. */
  List<ProfileUpdate> profile(String user) {
    List<ProfileUpdate> updates = new ArrayList<>();
    try (Connection connection = store.reading().getConnection();
        PreparedStatement query = connection.prepareStatement(PROFILE)) {
      query.setQueryTimeout(TIMEOUT_SECONDS);
      query.setString(1, user);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          byte[] json = rows.getString(1).getBytes(StandardCharsets.UTF_8);
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
      }
      return updates;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Runs a detector of campaigns over all of it for a state of the person, and on to a time.
   *
   * @return whether anything is known of the person
   */
  boolean replay(
      CampaignSet campaigns, Detector detector, UserState state, Output output, long until) {
    List<ProfileUpdate> profile = profile(state.user());
    for (ProfileUpdate update : profile) {
      var unused = detector.onProfile(update.properties(), update.time(), state);
    }
    Known known = events(state.user(), Reach.of(campaigns));
    known.past().events().forEach(event -> detector.onEvent(event, state, output));
    known.events().forEach(event -> detector.onEvent(event, state, output));
    detector.onTime(until, state, output);
    return !profile.isEmpty() || !known.events().isEmpty();
  }

  private static ApiException unreadable(SQLException e) {
    return ApiException.unavailable(
        "what this person did is read of the collections 'activity' and 'profiles', which do not"
            + " answer as they are shipped: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
  }
}
