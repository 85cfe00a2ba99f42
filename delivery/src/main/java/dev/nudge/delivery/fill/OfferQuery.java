package dev.nudge.delivery.fill;

import dev.nudge.engine.document.Notation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query that stands in an offer: {@code {"query": NAME, PARAMETER: VALUE ..., "fallback": VALUE,
 * "timeout": "300ms"}}.
 *
 * @param fallback what stands in its place where there is no answer
 */
record OfferQuery(String name, Map<String, Object> parameters, Object fallback, Duration timeout) {
  /** In an offer, an object with this key is a query. */
  static final String KEY = "query";

  private static final String FALLBACK = "fallback";
  private static final String TIMEOUT = "timeout";
  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** The query that an object of an offer is; nothing for one that is none. */
  static Optional<OfferQuery> of(Map<?, ?> object) {
    if (!(object.get(KEY) instanceof String name)) {
      return Optional.empty();
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    object.forEach((key, value) -> parameters.put(key.toString(), value));
    parameters.keySet().removeAll(List.of(KEY, FALLBACK, TIMEOUT));
    @Nullable Object fallback = object.get(FALLBACK);
    return Optional.of(
        new OfferQuery(name, parameters, fallback == null ? List.of() : fallback, timeout(object)));
  }

  private static Duration timeout(Map<?, ?> object) {
    Duration said =
        object.get(TIMEOUT) instanceof String text ? Notation.duration(text).orElse(USUAL) : USUAL;
    return said.compareTo(LONGEST) > 0 ? LONGEST : said;
  }
}
