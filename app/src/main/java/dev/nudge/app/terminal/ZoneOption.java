package dev.nudge.app.terminal;

import dev.nudge.engine.document.ZoneSuggestion;
import dev.nudge.engine.event.TimeZones;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time zone on the command line. */
public final class ZoneOption implements ITypeConverter<ZoneId> {
  @Override
  public ZoneId convert(String name) {
    return TimeZones.of(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + name + "' is no time zone" + ZoneSuggestion.advice(name)));
  }
}
