package dev.nudge.intake;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.regex.Pattern;
import nl.basjes.parse.useragent.UserAgent;
import nl.basjes.parse.useragent.UserAgentAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an event what follows from its own properties: {@code device} from a user agent, {@code
 * country} from an IP address. A property that the event has already stays. Answers are cached: a
 * new user agent costs about a millisecond, a known one a map lookup. Safe for use by several
 * threads, one after the other.
 */
public final class Enricher {
  private static final String DEVICE = "device";
  private static final String COUNTRY = "country";
  private static final int CACHE = 10_000;

  /** An address, so that no name is ever asked of the network. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final String userAgent;
  private final String ip;
  private final @Nullable UserAgentAnalyzer agents;
  private final @Nullable Reader countries;
  private final Properties.Builder enriched = new Properties.Builder(Shapes.shared());

  private Enricher(
      String userAgent, String ip, @Nullable UserAgentAnalyzer agents, @Nullable Reader countries) {
    this.userAgent = userAgent;
    this.ip = ip;
    this.agents = agents;
    this.countries = countries;
  }

  /**
   * Loads what is asked for, and nothing else.
   *
   * @param userAgent the property that holds a user agent; empty for none
   * @param ip the property that holds an IP address
   * @param geoDatabase a MaxMind database file; empty for none
   * @throws IOException if the database file cannot be read
   */
  public static Enricher open(String userAgent, String ip, String geoDatabase) throws IOException {
    @Nullable Reader countries =
        geoDatabase.isEmpty() ? null : new Reader(new File(geoDatabase), new CHMCache());
    @Nullable UserAgentAnalyzer agents =
        userAgent.isEmpty()
            ? null
            : UserAgentAnalyzer.newBuilder()
                .withField(UserAgent.DEVICE_CLASS)
                .withCache(CACHE)
                .hideMatcherLoadStats()
                .immediateInitialization()
                .build();
    return new Enricher(userAgent, ip, agents, countries);
  }

  /** The event with what follows from it; itself where nothing does. */
  public Event enrich(Event event) {
    return agents == null && countries == null ? event : enrichInTurn(event);
  }

  private synchronized Event enrichInTurn(Event event) {
    @Nullable String device =
        agents == null ? null : device(agents, event.properties().get(userAgent));
    @Nullable String country =
        countries == null ? null : country(countries, event.properties().get(ip));
    if (device == null && country == null) {
      return event;
    }
    enriched.putAll(event.properties());
    add(DEVICE, device);
    add(COUNTRY, country);
    return new Event(event.id(), event.user(), event.type(), event.time(), enriched.build());
  }

  private void add(String name, @Nullable String value) {
    if (value != null && enriched.get(name) == null) {
      enriched.put(name, value);
    }
  }

  private static @Nullable String device(UserAgentAnalyzer agents, @Nullable Object agent) {
    return agent instanceof String text
        ? agents.parse(text).getValue(UserAgent.DEVICE_CLASS)
        : null;
  }

  private static @Nullable String country(Reader countries, @Nullable Object address) {
    if (!(address instanceof String text) || !ADDRESS.matcher(text).matches()) {
      return null;
    }
    try {
      Map<?, ?> found = countries.get(InetAddress.getByName(text), Map.class);
      return found != null
              && found.get("country") instanceof Map<?, ?> country
              && country.get("iso_code") instanceof String code
          ? code
          : null;
    } catch (IOException e) {
      return null; // no such address, or not in the database
    }
  }
}
