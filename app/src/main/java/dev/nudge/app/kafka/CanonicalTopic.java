package dev.nudge.app.kafka;

import dev.nudge.app.terminal.Failure;
import dev.nudge.job.settings.Settings;
import java.util.List;

/** Finds a topic to which canonical JSON may be written. */
public final class CanonicalTopic {
  private CanonicalTopic() {}

  /**
   * The first topic without a mapping.
   *
   * @throws Failure if each has one
   */
  public static String among(List<Settings.Source> sources) {
    return sources.stream()
        .filter(source -> source.mapping() == null)
        .map(Settings.Source::topic)
        .findFirst()
        .orElseThrow(
            () ->
                Failure.usage(
                    "canonical JSON would be written, but the settings say that '"
                        + sources.get(0).topic()
                        + "' is in a form of its own: name another topic"));
  }
}
