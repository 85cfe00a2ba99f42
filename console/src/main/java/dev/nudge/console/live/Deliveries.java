package dev.nudge.console.live;

import dev.nudge.delivery.report.DeliveryEvent;
import dev.nudge.engine.event.Event;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What became of deliveries, by campaign and channel, as events tell it, from the first event on
 * that was read. What counts is an event of a campaign that there is, with the id that such an
 * event gets, which begins with trigger, channel and type ({@link DeliveryEvent#toJson}). An event
 * that comes again within 50,000 others counts once; of more than 10,000 campaigns and channels,
 * the later ones are missing. Safe for use by several threads.
 */
final class Deliveries {
  private static final int KNOWN = 50_000;
  private static final int MOST = 10_000;

  private final Map<String, Map<String, Map<DeliveryEvent.Type, Long>>> campaigns = new HashMap<>();
  private final Map<String, Boolean> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > KNOWN;
        }
      };
  private final Predicate<String> isCampaign;
  private int size;

  /**
   * Nothing is counted yet.
   *
   * @param isCampaign whether there is a campaign of this id; asked by the thread that calls {@link
   *     #seen}
   */
  Deliveries(Predicate<String> isCampaign) {
    this.isCampaign = isCampaign;
  }

  /** What became of those of a campaign over one channel. */
  record OfChannel(String channel, long delivered, long undelivered, long opened, long clicked) {
    private static OfChannel of(String channel, Map<DeliveryEvent.Type, Long> counts) {
      return new OfChannel(
          channel,
          counts.getOrDefault(DeliveryEvent.Type.DELIVERED, 0L),
          counts.getOrDefault(DeliveryEvent.Type.UNDELIVERED, 0L),
          counts.getOrDefault(DeliveryEvent.Type.OPENED, 0L),
          counts.getOrDefault(DeliveryEvent.Type.CLICKED, 0L));
    }
  }

  /** Looks at an event; most tell of no delivery. */
  void seen(Event event) {
    Optional<DeliveryEvent.Type> type = type(event.type());
    if (type.isPresent()
        && event.properties().get("campaign") instanceof String campaign
        && event.properties().get("channel") instanceof String channel
        && event.properties().get("trigger") instanceof String trigger
        && isOf(event.id(), trigger + "." + channel + "." + event.type())
        && isCampaign.test(campaign)) {
      count(event.id(), type.get(), campaign, channel);
    }
  }

  /** Of a type that can come several times, each has something of its own behind it. */
  private static boolean isOf(String id, String begin) {
    return id.equals(begin) || id.startsWith(begin + ".");
  }

  private synchronized void count(
      String id, DeliveryEvent.Type type, String campaign, String channel) {
    if (known.put(id, true) != null) {
      return;
    }
    Map<String, Map<DeliveryEvent.Type, Long>> channels = campaigns.get(campaign);
    boolean isNew = channels == null || !channels.containsKey(channel);
    if (isNew && ++size > MOST) {
      return;
    }
    campaigns
        .computeIfAbsent(campaign, any -> new TreeMap<>())
        .computeIfAbsent(channel, any -> new EnumMap<>(DeliveryEvent.Type.class))
        .merge(type, 1L, Long::sum);
  }

  /** Of a campaign, by channel. */
  synchronized List<OfChannel> of(String campaign) {
    return campaigns.getOrDefault(campaign, Map.of()).entrySet().stream()
        .map(channel -> OfChannel.of(channel.getKey(), channel.getValue()))
        .toList();
  }

  private static Optional<DeliveryEvent.Type> type(String word) {
    return Arrays.stream(DeliveryEvent.Type.values())
        .filter(type -> type.word().equals(word))
        .findFirst();
  }
}
