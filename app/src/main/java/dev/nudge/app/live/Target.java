package dev.nudge.app.live;

import dev.nudge.settings.Settings;
import java.time.Duration;

/**
 * Where lines are sent.
 *
 * @param topic where to
 * @param source what its source is called, if that is not the topic; else empty
 * @param rejected the topic of lines that cannot be used
 * @param ahead an event later than now by more than this is rejected, as the job would
 */
record Target(String topic, String source, String rejected, Duration ahead) {
  static Target of(String topic, Settings settings) {
    return new Target(topic, "", settings.topics().rejected(), settings.time().ahead());
  }

  static Target of(Settings.Source source, Settings settings) {
    return new Target(
        source.topic(),
        source.isNamed() ? source.name() : "",
        settings.topics().rejected(),
        settings.time().ahead());
  }

  /** For people. */
  String shown() {
    return source.isEmpty() ? topic : source + " (" + topic + ")";
  }
}
