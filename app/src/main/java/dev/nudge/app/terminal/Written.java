package dev.nudge.app.terminal;

import dev.nudge.engine.document.Notation;
import dev.nudge.engine.document.ZoneSuggestion;
import dev.nudge.engine.event.TimeZones;
import dev.nudge.engine.json.IsoTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How times, time zones, durations and shares are written on a command line. */
public final class Written {
  private Written() {}

  /** Teaches a command line to read them. */
  public static void teach(CommandLine commands) {
    commands.registerConverter(Duration.class, duration());
    commands.registerConverter(Instant.class, time());
    commands.registerConverter(ZoneId.class, zone());
    commands.registerConverter(Share.class, share());
  }

  private static ITypeConverter<Duration> duration() {
    return text ->
        Notation.duration(text)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'" + text + "' is no duration; write it like 30s, 10m or 1h30m"));
  }

  private static ITypeConverter<ZoneId> zone() {
    return name ->
        TimeZones.of(name)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'" + name + "' is no time zone" + ZoneSuggestion.advice(name)));
  }

  private static ITypeConverter<Share> share() {
    return text ->
        Share.read(text)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'" + text + "' is no share; write it like 1% or 0.01"));
  }

  private static ITypeConverter<Instant> time() {
    return text -> {
      long time = IsoTime.parse(text);
      if (time == IsoTime.NONE) {
        throw new TypeConversionException(
            "'" + text + "' is no time; write it like 2026-11-20T10:00:00Z");
      }
      return Instant.ofEpochMilli(time);
    };
  }
}
