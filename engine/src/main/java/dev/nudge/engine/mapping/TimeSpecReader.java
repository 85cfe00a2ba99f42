package dev.nudge.engine.mapping;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.document.ZoneSuggestion;
import dev.nudge.engine.event.TimeZones;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads how times are written: {@code format}, {@code zone} and {@code locale}. */
final class TimeSpecReader {
  private static final Set<String> LANGUAGES =
      Arrays.stream(Locale.getAvailableLocales())
          .map(Locale::toLanguageTag)
          .collect(Collectors.toUnmodifiableSet());

  private TimeSpecReader() {}

  static TimeSpec read(Fields fields) {
    ZoneId zone = zone(fields);
    Locale locale = locale(fields);
    Optional<Text> format =
        fields.text("format", String.join(", ", TimeSpec.NAMED) + " or a pattern");
    TimeSpec spec = new TimeSpec(format.map(Text::value).orElse(TimeSpec.DEFAULT), zone, locale);
    try {
      spec.parser();
      return spec;
    } catch (IllegalArgumentException e) {
      fields.error(
          fields.position("format"),
          "'format': expected "
              + String.join(", ", TimeSpec.NAMED)
              + " or a pattern such as 'yyyy-MM-dd HH:mm:ss', got '"
              + spec.format()
              + "': "
              + e.getMessage()
              + Suggestion.didYouMean(spec.format(), TimeSpec.NAMED));
      return new TimeSpec(TimeSpec.DEFAULT, zone, locale);
    }
  }

  private static ZoneId zone(Fields fields) {
    Optional<Text> named = fields.text("zone", "a time zone such as Europe/Berlin");
    if (named.isEmpty()) {
      return ZoneOffset.UTC;
    }
    String name = named.get().value();
    return TimeZones.of(name)
        .orElseGet(
            () -> {
              fields.error(
                  named.get().position(),
                  "'zone': '" + name + "' is no time zone" + ZoneSuggestion.advice(name));
              return ZoneOffset.UTC;
            });
  }

  private static Locale locale(Fields fields) {
    Optional<Text> tag = fields.text("locale", "a language such as de or en-GB");
    if (tag.isPresent() && !LANGUAGES.contains(tag.get().value())) {
      fields.error(
          tag.get().position(),
          "'locale': '"
              + tag.get().value()
              + "' is no language known here; write one such as de or en-GB");
      return Locale.ENGLISH;
    }
    return tag.map(text -> Locale.forLanguageTag(text.value())).orElse(Locale.ENGLISH);
  }
}
