package dev.nudge.engine.document;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The time zone that a person most likely meant by a text that names none: in other case, with
 * spaces, by its city, by the name it has in words or letters, or as Windows calls it.
 */
public final class ZoneSuggestion {
  private static final List<String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(name -> name.indexOf('/') > 0 && !name.startsWith("SystemV/"))
          .sorted()
          .toList();

  private static final Map<String, String> BY_CITY =
      NAMES.stream()
          .collect(Collectors.toMap(ZoneSuggestion::city, zone -> zone, (first, second) -> first));

  private static final List<DateTimeFormatter> WORDS =
      List.of(words("zzzz"), words("z"), words("vvvv"));

  /** Where the words of Windows are not those of everybody else (CLDR, windowsZones). */
  private static final Map<String, String> WINDOWS =
      Map.ofEntries(
          Map.entry("us eastern standard time", "America/New_York"),
          Map.entry("gmt standard time", "Europe/London"),
          Map.entry("w. europe standard time", "Europe/Berlin"),
          Map.entry("romance standard time", "Europe/Paris"),
          Map.entry("central europe standard time", "Europe/Budapest"),
          Map.entry("central european standard time", "Europe/Warsaw"),
          Map.entry("e. europe standard time", "Europe/Chisinau"),
          Map.entry("gtb standard time", "Europe/Bucharest"),
          Map.entry("fle standard time", "Europe/Kiev"),
          Map.entry("russian standard time", "Europe/Moscow"),
          Map.entry("turkey standard time", "Europe/Istanbul"),
          Map.entry("arab standard time", "Asia/Riyadh"),
          Map.entry("se asia standard time", "Asia/Bangkok"),
          Map.entry("tokyo standard time", "Asia/Tokyo"),
          Map.entry("aus eastern standard time", "Australia/Sydney"),
          Map.entry("e. south america standard time", "America/Sao_Paulo"),
          Map.entry("sa pacific standard time", "America/Bogota"));

  private ZoneSuggestion() {}

  /** {@code , did you mean 'America/New_York'?}, or nothing. Up to a millisecond. */
  public static String didYouMean(String name) {
    return nearest(name).map(zone -> ", did you mean '" + zone + "'?").orElse("");
  }

  /** The zone meant, or else how zones are written. */
  public static String advice(String name) {
    String meant = didYouMean(name);
    return meant.isEmpty()
        ? "; write a name such as 'Europe/Berlin' or an offset such as '+02:00'"
        : meant;
  }

  /** The zone meant, if one is near. */
  static Optional<String> nearest(String name) {
    String given = name.strip();
    String written = given.replace(' ', '_');
    for (String zone : NAMES) {
      if (zone.equalsIgnoreCase(written)) {
        return Optional.of(zone);
      }
    }
    for (String zone : NAMES) {
      if (city(zone).equalsIgnoreCase(written)) {
        return Optional.of(zone);
      }
    }
    @Nullable String windows = WINDOWS.get(given.toLowerCase(Locale.ROOT));
    if (windows != null) {
      return Optional.of(windows);
    }
    for (DateTimeFormatter words : WORDS) {
      try {
        return Optional.of(words.parse(given).query(TemporalQueries.zone()).getId());
      } catch (DateTimeException e) {
        // Not these words.
      }
    }
    return misspelt(written);
  }

  /** City and area are each to be near: 'Middle/Earth' is not Australia/Perth. */
  private static Optional<String> misspelt(String written) {
    Optional<String> city = Suggestion.nearest(city(written), BY_CITY.keySet());
    int area = written.indexOf('/');
    return city.map(BY_CITY::get)
        .filter(
            zone ->
                area < 0
                    || Suggestion.nearest(
                            written.substring(0, area),
                            List.of(zone.substring(0, zone.indexOf('/'))))
                        .isPresent());
  }

  private static String city(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static DateTimeFormatter words(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.US);
  }
}
