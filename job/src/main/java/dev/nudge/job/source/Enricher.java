package dev.nudge.job.source;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Shapes;
import dev.nudge.settings.Settings;
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
 * new user agent costs about a millisecond, a known one a map lookup. Serves one thread.
 */
final class Enricher {
  private static final String DEVICE = "device";
  private static final String COUNTRY = "country";
  private static final int CACHE = 10_000;

  /** An address, so that no name is ever asked of the network. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final Settings.Enrichment enrichment;
  private final @Nullable UserAgentAnalyzer agents;
  private final @Nullable Reader countries;
  private final Properties.Builder enriched = new Properties.Builder(Shapes.shared());

  private Enricher(
      Settings.Enrichment enrichment,
      @Nullable UserAgentAnalyzer agents,
      @Nullable Reader countries) {
    this.enrichment = enrichment;
    this.agents = agents;
    this.countries = countries;
  }

  /**
   * Loads what the settings ask for, and nothing else.
   *
   * @throws IOException if the database file cannot be read
   */
  static Enricher open(Settings.Enrichment enrichment) throws IOException {
    return new Enricher(
        enrichment,
        enrichment.userAgent().isEmpty()
            ? null
            : UserAgentAnalyzer.newBuilder()
                .withField(UserAgent.DEVICE_CLASS)
                .withCache(CACHE)
                .hideMatcherLoadStats()
                .immediateInitialization()
                .build(),
        enrichment.geoDatabase().isEmpty()
            ? null
            : new Reader(new File(enrichment.geoDatabase()), new CHMCache()));
  }

  Event enrich(Event event) {
    @Nullable String device =
        agents != null ? device(agents, event.properties().get(enrichment.userAgent())) : null;
    @Nullable String country =
        countries != null ? country(countries, event.properties().get(enrichment.ip())) : null;
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
