package dev.nudge.engine.mapping;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.ContentHash;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.Parsed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a source mean: which column or JSON pointer holds the user, the type, the time
 * and the properties of an event; and the same for profiles and the catalogue. Immutable; the
 * readers of its layouts serve one thread each.
 */
public final class Mapping {
  /** No property of a profile is called so. */
  static final Set<String> PROFILE_FIELDS = Set.of("user", "time");

  /** By which canonical events name what is in the canonical catalogue. */
  private static final String CATALOG_KEY = "product_id";

  private static final Plan CANONICAL_PROFILES =
      new Plan(
          List.of(
              CoreFieldRule.named(CoreField.USER, false),
              CoreFieldRule.named(CoreField.TIME, true)),
          List.of(),
          Properties.EMPTY,
          true,
          PROFILE_FIELDS);

  private static final Mapping CANONICAL =
      new Mapping(
          new Plan(
              List.of(
                  CoreFieldRule.named(CoreField.USER, false),
                  CoreFieldRule.named(CoreField.TYPE, false),
                  CoreFieldRule.named(CoreField.TIME, false),
                  CoreFieldRule.named(CoreField.ID, true)),
              List.of(),
              Properties.EMPTY,
              true,
              Event.FIELDS),
          Unnesting.NONE,
          Optional.empty(),
          Optional.of(
              new CatalogPlan(
                  new Plan(
                      List.of(
                          new CoreFieldRule(
                              CoreField.KEY,
                              Source.of(CATALOG_KEY),
                              false,
                              Map.of(),
                              TimeSpec.ISO_OR_EPOCH)),
                      List.of(),
                      Properties.EMPTY,
                      true,
                      Event.FIELDS),
                  Unnesting.NONE,
                  CATALOG_KEY)));

  private final Plan events;
  private final Unnesting unnesting;
  private final Optional<ProfilePlan> profiles;
  private final Optional<CatalogPlan> catalog;

  /** How profile updates are read. */
  record ProfilePlan(Plan plan, Unnesting unnesting) {}

  /**
   * How the catalogue is read and used.
   *
   * @param event the property of an event that names a key
   */
  record CatalogPlan(Plan plan, Unnesting unnesting, String event) {}

  Mapping(
      Plan events,
      Unnesting unnesting,
      Optional<ProfilePlan> profiles,
      Optional<CatalogPlan> catalog) {
    this.events = events;
    this.unnesting = unnesting;
    this.profiles = profiles;
    this.catalog = catalog;
  }

  /**
   * Canonical JSON, and CSV with the columns {@code user}, {@code type} and {@code time}; a
   * catalogue of things with a {@code product_id}, by which events name them.
   */
  public static Mapping canonical() {
    return CANONICAL;
  }

  /**
   * Reads a mapping document.
   *
   * @param file as the user named it
   * @param problems takes every mistake found
   * @return nothing where there is an error among them
   */
  public static Optional<Mapping> read(String file, String text, List<Problem> problems) {
    return new MappingReader(problems).read(file, text);
  }

  /** What it says that events hold. */
  public Declared declaredEvents() {
    return Declared.of(events, unnesting);
  }

  /** What it says that profiles hold. */
  public Declared declaredProfiles() {
    return profiles
        .map(how -> Declared.of(how.plan(), how.unnesting()))
        .orElseGet(() -> Declared.of(CANONICAL_PROFILES, Unnesting.NONE));
  }

  /** How events are read. */
  public Layout<Event> events() {
    return events(new Catalog());
  }

  /**
   * How events are read, with the properties of what they name added, where they have none of that
   * name themselves.
   *
   * @param entries complete: what is put into it later may be missed
   */
  public Layout<Event> events(Catalog entries) {
    return events(entries, catalogKey());
  }

  /**
   * The same where another mapping says how the catalogue is read.
   *
   * @param key the property of an event that names a thing of the catalogue; none where there is
   *     none
   */
  public Layout<Event> events(Catalog entries, Optional<String> key) {
    boolean enriched = key.isPresent() && entries.size() > 0;
    String named = key.orElse("");
    PlannedLayout<Event> planned =
        new PlannedLayout<>(
            events,
            unnesting,
            (line, bytes, from, to) -> {
              if (enriched) {
                entries.addTo(line.properties, named);
              }
              return event(line, bytes, from, to);
            });
    return this == CANONICAL && !enriched ? new Canonical(planned) : planned;
  }

  /**
   * Whether a record of events without a value is no mistake: of a table's changes, it follows a
   * delete.
   */
  public boolean eventsHaveTombstones() {
    return unnesting.envelope().isPresent();
  }

  /** The same of records of profiles. */
  public boolean profilesHaveTombstones() {
    return profiles.isPresent() && profiles.get().unnesting().envelope().isPresent();
  }

  /** Whether it says how profile updates are read; else they are canonical. */
  public boolean saysProfiles() {
    return profiles.isPresent();
  }

  /**
   * The same of records of the catalogue; without it, such a record removes what its key names. Of
   * a table's changes, it follows a delete, which removes what it names itself.
   */
  public boolean catalogHasTombstones() {
    return catalog.isPresent() && catalog.get().unnesting().envelope().isPresent();
  }

  /** How profile updates are read. */
  public Layout<ProfileUpdate> profiles() {
    ProfilePlan how = profiles.orElse(new ProfilePlan(CANONICAL_PROFILES, Unnesting.NONE));
    return new PlannedLayout<>(how.plan(), how.unnesting(), Mapping::profile);
  }

  /** How the catalogue is read; nothing where the mapping does not say. */
  public Optional<Layout<CatalogEntry>> catalog() {
    return catalog.map(plan -> new PlannedLayout<>(plan.plan(), plan.unnesting(), Mapping::entry));
  }

  /** The property of an event that names a thing of the catalogue; none where there is none. */
  public Optional<String> catalogKey() {
    return catalog.map(CatalogPlan::event);
  }

  /** Canonical JSON has a reader of its own, which looks nothing up. */
  private record Canonical(Layout<Event> planned) implements Layout<Event> {
    @Override
    public LineReader<Event> json() {
      return new EventReader()::read;
    }

    @Override
    public Parsed<RowReader<Event>> csv(List<String> header) {
      return planned.csv(header);
    }
  }

  private Parsed<Event> event(ParsedLine line, byte[] bytes, int from, int to) {
    @Nullable String user = line.text(CoreField.USER);
    @Nullable String type = line.text(CoreField.TYPE);
    if (user == null) {
      return Parsed.rejected("no user", "");
    }
    if (type == null) {
      return Parsed.rejected("no type", "");
    }
    boolean timed = line.time != IsoTime.NONE;
    if (!timed && line.arrival == IsoTime.NONE) {
      return Parsed.rejected("no time", "");
    }
    @Nullable String id = line.text(CoreField.ID);
    String row = line.row < 0 ? "" : "-" + line.row;
    String name =
        id != null
            ? id + (unnesting.each().isPresent() ? row : "") // that of the record, most likely
            : (timed
                    ? ContentHash.of(bytes, from, to)
                    : ContentHash.arrived(bytes, from, to, line.arrival))
                + row;
    return Parsed.accepted(
        new Event(name, user, type, timed ? line.time : line.arrival, line.properties.build()));
  }

  private static Parsed<ProfileUpdate> profile(ParsedLine line, byte[] bytes, int from, int to) {
    @Nullable String user = line.text(CoreField.USER);
    if (user == null) {
      return Parsed.rejected("no user", "");
    }
    OptionalLong time =
        line.time == IsoTime.NONE ? OptionalLong.empty() : OptionalLong.of(line.time);
    return Parsed.accepted(new ProfileUpdate(user, time, line.properties.build()));
  }

  private static Parsed<CatalogEntry> entry(ParsedLine line, byte[] bytes, int from, int to) {
    @Nullable String key = line.text(CoreField.KEY);
    return key == null
        ? Parsed.rejected("no key", "")
        : Parsed.accepted(
            new CatalogEntry(
                key,
                line.properties.build(),
                Envelope.Operation.DELETE.word().equals(line.text(CoreField.TYPE))));
  }
}
