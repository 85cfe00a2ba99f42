package dev.nudge.app.live;

import dev.nudge.app.terminal.Failure;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.mapping.CatalogEntry;
import dev.nudge.engine.mapping.Layout;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One kind of line: how it is read, and how it stands on Kafka.
 *
 * @param layout how it is read
 * @param key of its record
 * @param value of its record: canonical JSON, or the line as it is
 * @param time of what it says, in epoch milliseconds; {@link IsoTime#NONE} for none
 * @param isOfEvents whether what it says has happened
 */
record LineForm<T>(
    Layout<T> layout,
    Function<T, String> key,
    Function<T, byte[]> value,
    ToLongFunction<T> time,
    boolean isOfEvents) {
  /** The value of a record that removes what its key names. */
  static final byte[] NOTHING = {};

  private static final String KEY = "product_id";

  static LineForm<Event> events(Mapping mapping) {
    JsonWriter json = new JsonWriter();
    return new LineForm<>(mapping.events(), Event::user, json::write, Event::time, true);
  }

  /** Events in the form that a mapping reads, which go out as they are. */
  static LineForm<AsItIs.Line> asItIs(Mapping mapping) {
    return new LineForm<>(
        new AsItIs(mapping.events()),
        line -> line.first().user(),
        AsItIs.Line::value,
        AsItIs.Line::newest,
        true);
  }

  static LineForm<ProfileUpdate> profiles(Mapping mapping) {
    JsonWriter json = new JsonWriter();
    return new LineForm<>(
        mapping.profiles(),
        ProfileUpdate::user,
        update -> {
          Map<String, Object> members = new LinkedHashMap<>();
          members.put("user", update.user());
          update.time().ifPresent(time -> members.put("time", IsoTime.format(time)));
          members.putAll(update.properties().toMap());
          return json.writeValue(members);
        },
        update -> update.time().orElse(IsoTime.NONE),
        false);
  }

  /**
   * The catalogue.
   *
   * @param mapped whether the mapping is one that the user named
   * @throws Failure if it is, and does not say how the catalogue is read
   */
  static LineForm<CatalogEntry> catalog(Mapping mapping, boolean mapped) {
    Optional<Layout<CatalogEntry>> layout =
        (mapped
                ? Optional.of(mapping)
                : Mapping.read(
                    "canonical",
                    "user: user\ncatalog: {key: " + KEY + ", event: " + KEY + "}",
                    new ArrayList<>()))
            .flatMap(Mapping::catalog);
    JsonWriter json = new JsonWriter();
    return new LineForm<>(
        layout.orElseThrow(
            () ->
                Failure.input(
                    "the mapping does not say how to read the catalogue; give it a 'catalog:' with"
                        + " 'key' and 'event'")),
        CatalogEntry::key,
        entry -> {
          if (entry.removed()) {
            return NOTHING;
          }
          Map<String, Object> members = new LinkedHashMap<>();
          members.put(KEY, entry.key());
          entry.properties().toMap().forEach(members::putIfAbsent);
          return json.writeValue(members);
        },
        entry -> IsoTime.NONE,
        false);
  }
}
