package dev.nudge.app.simulate;

import dev.nudge.app.check.CampaignFiles;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.firing.Reason;
import dev.nudge.engine.json.EventReader;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A shop whose shoppers react, and the engine with the campaigns of {@code
 * examples/coupon-experiment}: what the demo is, without Kafka, Flink and waiting.
 */
final class ShopOnEngine implements Output {
  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private static final CampaignSet CAMPAIGNS = campaigns();

  private final KnownEffect effect;
  private final ReactingShop shop;
  private final Detector detector = new Detector(CAMPAIGNS);
  private final EventReader reader = new EventReader();
  private final Map<String, UserState> users = new HashMap<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::time));
  final List<Event> events = new ArrayList<>();
  final List<Offered> offered = new ArrayList<>();
  final List<Trigger> triggers = new ArrayList<>();
  final List<Withheld> withheld = new ArrayList<>();

  /** Of offers of the campaign whose effect is known, those whose time is over. */
  final List<Outcome> outcomes = new ArrayList<>();

  private record Due(long time, UserState user) {}

  ShopOnEngine(Shop shop, KnownEffect effect) {
    this.effect = effect;
    this.shop = new ReactingShop(new ShopEvents(shop, START), effect, shop.seed());
  }

  private static CampaignSet campaigns() {
    Path folder = Path.of("..", "examples", "coupon-experiment").toAbsolutePath().normalize();
    return CampaignSet.compile(
            CampaignFiles.read(List.of(folder.resolve("campaigns"), folder.resolve("policy.yaml")))
                .campaigns()
                .stream()
                .map(campaign -> CampaignFiles.published(campaign, START))
                .toList())
        .campaigns();
  }

  /** Goes on until so long after the start. */
  ShopOnEngine until(Duration elapsed) {
    long end = START.plus(elapsed).toEpochMilli();
    while (shop.time() < end) {
      byte[] line = shop.next().json().getBytes(StandardCharsets.UTF_8);
      Event event = ((Parsed.Accepted<Event>) reader.read(line, 0, line.length)).value();
      events.add(event);
      fireUntil(event.time());
      UserState user = users.computeIfAbsent(event.user(), UserState::new);
      detector.onEvent(event, user, this);
      await(user);
    }
    fireUntil(end);
    return this;
  }

  private void fireUntil(long time) {
    while (!due.isEmpty() && due.element().time() <= time) {
      Due next = due.remove();
      detector.onTime(next.time(), next.user(), this);
      await(next.user());
    }
  }

  private void await(UserState user) {
    if (user.nextDeadline() != Long.MAX_VALUE) {
      due.add(new Due(user.nextDeadline(), user));
    }
  }

  @Override
  public void trigger(Trigger trigger) {
    triggers.add(trigger);
    if (trigger.campaign().equals(effect.campaign())) {
      hear(new Offered(trigger.user(), trigger.variant().orElseThrow(), trigger.time()));
    }
  }

  @Override
  public void withheld(Withheld candidate) {
    withheld.add(candidate);
    Trigger ghost = candidate.trigger();
    if (candidate.reason() == Reason.HOLDOUT && ghost.campaign().equals(effect.campaign())) {
      hear(new Offered(ghost.user(), Outcome.HOLDOUT, ghost.time()));
    }
  }

  private void hear(Offered one) {
    offered.add(one);
    shop.hear(one);
  }

  @Override
  public void outcome(Outcome outcome) {
    if (outcome.last() && outcome.campaign().equals(effect.campaign())) {
      outcomes.add(outcome);
    }
  }

  @Override
  public void transition(Transition transition) {}

  @Override
  public void rejected(Event event, String reason) {
    throw new AssertionError(reason + ": " + event);
  }
}
