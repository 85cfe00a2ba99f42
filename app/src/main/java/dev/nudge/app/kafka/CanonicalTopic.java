package dev.nudge.app.kafka;

import dev.nudge.app.terminal.Failure;
import dev.nudge.settings.Settings;
import java.util.List;

/** Finds where canonical JSON may be written. */
public final class CanonicalTopic {
  private CanonicalTopic() {}

  /**
   * The first source without a mapping.
   *
   * @throws Failure if each has one
   */
  public static Settings.Source among(List<Settings.Source> sources) {
    return sources.stream()
        .filter(source -> source.mapping() == null)
        .findFirst()
        .orElseThrow(
            () ->
                Failure.usage(
                    "canonical JSON would be written, but the settings say that '"
                        + sources.get(0).shown()
                        + "' is in a form of its own: give the settings a topic without a mapping"
                        + " beside it"));
  }
}
