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

  static final Setting<String> PUBLIC_URL =
      new Setting<>(
          "channels.public_url",
          Forms.urlOrNone(),
          "",
          "Where readers of mails reach the console, for links that are counted; empty for none.",
          settings -> settings.channels().publicUrl());

  static final Setting<String> LINK_KEY =
      new Setting<>(
          "channels.link_key",
          Forms.pathOrNone(),
          "",
          "The file of the key that signs those links; empty: 'nudge up' makes one in its data folder.",
          settings -> settings.channels().linkKey());

  static final Setting<String> CONSOLE =
      new Setting<>(
          "channels.console",
          Forms.urlOrNone(),
          "",
          "The console whose queries fill offers; empty: that of 'nudge up', elsewhere none.",
          settings -> settings.channels().console());

  /** All, in the order of the reference. */
  static final List<Setting<?>> ALL =
      List.of(CHANNELS, DELIVERIES, UNDELIVERED, PRIVATE_ADDRESSES, PUBLIC_URL, LINK_KEY, CONSOLE);

  private ChannelSettings() {}

  private static Setting<String> topic(
      String name, String standard, String description, Function<Settings, String> in) {
    return new Setting<>("channels." + name, new TopicForm(), standard, description, in);
  }
}
