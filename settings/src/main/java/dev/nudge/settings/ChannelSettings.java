package dev.nudge.settings;

import java.util.List;
import java.util.function.Function;

/** What can be set of channels and of what is delivered over them. */
final class ChannelSettings {
  static final Setting<String> CHANNELS =
      topic(
          "documents",
          "nudge.channels",
          "Channel documents (compacted).",
          s -> s.channels().documents());

  static final Setting<String> DELIVERIES =
      topic(
          "deliveries",
          "nudge.deliveries",
          "How far each delivery has come (compacted, kept for eight days).",
          s -> s.channels().deliveries());

  static final Setting<String> UNDELIVERED =
      topic(
          "undelivered",
          "nudge.undelivered",
          "Triggers that were given up, with the reason, and what is to be tried again.",
          s -> s.channels().undelivered());

  static final Setting<Boolean> PRIVATE_ADDRESSES =
      new Setting<>(
          "channels.private_addresses",
          Forms.flag(),
          false,
          "Whether webhooks may go to private, loopback and link-local addresses.",
          settings -> settings.channels().privateAddresses());

  /** All, in the order of the reference. */
  static final List<Setting<?>> ALL = List.of(CHANNELS, DELIVERIES, UNDELIVERED, PRIVATE_ADDRESSES);

  private ChannelSettings() {}

  private static Setting<String> topic(
      String name, String standard, String description, Function<Settings, String> in) {
    return new Setting<>("channels." + name, new TopicForm(), standard, description, in);
  }
}
