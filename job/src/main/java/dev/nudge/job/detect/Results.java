package dev.nudge.job.detect;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Matched;
import dev.nudge.engine.Outcome;
import dev.nudge.engine.Output;
import dev.nudge.engine.Transition;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.Withheld;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.firing.CampaignBudget;
import dev.nudge.engine.firing.Reason;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Claim;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.Version;
import dev.nudge.job.rejected.Guard;
import dev.nudge.job.rejected.RejectedRecords;
import dev.nudge.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** What the engine finds, as records that wait to go out until the work on a message is done. */
final class Results implements Output, LiveCampaigns.Faults {
  /** Longer records than this are not even made; no topic takes them. */
  private static final int LONGEST = 16 << 20;

  private final Settings.Topics topics;
  private final Journal journal;
  private final DetectMetrics metrics;
  private final Shapes shapes;
  private final JsonWriter json = new JsonWriter(LONGEST);
  private final RejectedRecords rejected;
  private final Supplier<CampaignSet> campaigns;
  private final List<Outgoing> waiting = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();

  /** When the event at hand was written, in epoch milliseconds; negative for none. */
  private long arrival = -1;

  /** Where the event at hand came from. */
  private Message.Origin origin = Message.Origin.UNKNOWN;

  private @Nullable Event event;
  private @Nullable UserState user;

  /**
   * Nothing was found yet.
   *
   * @param campaigns those that are detected now
   */
  Results(
      Settings settings,
      DetectMetrics metrics,
      Shapes shapes,
      Journal journal,
      Supplier<CampaignSet> campaigns) {
    this.campaigns = campaigns;
    this.topics = settings.topics();
    this.journal = journal;
    this.metrics = metrics;
    this.shapes = shapes;
    this.rejected = new RejectedRecords(topics.rejected());
  }

  /**
   * What comes next is because of an event of this user.
   *
   * @param enriched the event, with what the catalogue adds
   */
  void becauseOf(Message.Happened happened, Event enriched, UserState whose) {
    arrival = happened.arrival();
    origin = happened.origin();
    event = enriched;
    user = whose;
  }

  /** What comes next is because time went by for this user. */
  void becauseOfTime(UserState whose) {
    arrival = -1;
    origin = Message.Origin.UNKNOWN;
    event = null;
    user = whose;
  }

  /** Hands on what was found, and what is to ask for its budget. */
  void goOut(org.apache.flink.streaming.api.operators.Output<StreamRecord<Outgoing>> out) {
    if (!waiting.isEmpty()) {
      List<Outgoing> found = List.copyOf(waiting);
      waiting.clear();
      found.forEach(record -> out.collect(new StreamRecord<>(record)));
    }
    if (!claims.isEmpty()) {
      List<Claim> found = List.copyOf(claims);
      claims.clear();
      found.forEach(claim -> out.collect(Claim.OUT, new StreamRecord<>(claim)));
    }
  }

  @Override
  public void trigger(Trigger trigger) {
    if (trigger.cost().isPresent()) {
      Optional<CampaignBudget> budget = campaigns.get().budget(trigger.campaign(), trigger.time());
      if (budget.isPresent()) {
        claim(trigger, budget.get());
        return;
      }
    }
    metrics.campaigns().trigger(trigger.campaign());
    outgoing(trigger).ifPresent(waiting::add);
  }

  /** Whether it goes out is not decided here. */
  private void claim(Trigger trigger, CampaignBudget budget) {
    Withheld refused = new Withheld(trigger, Reason.BUDGET, budget.toString(), Optional.empty());
    outgoing(trigger)
        .ifPresent(
            fired ->
                claims.add(
                    new Claim(
                        trigger.campaign(),
                        budget,
                        trigger.cost().orElseThrow(),
                        campaigns.get().day(trigger.time()),
                        fired,
                        outgoing(refused))));
  }

  /** A trigger as a record; nothing where its topic wants another shape and it has none. */
  private Optional<Outgoing> outgoing(Trigger trigger) {
    if (arrival >= 0
        && trigger.cause() != Trigger.Cause.TIMEOUT
        && trigger.moment() == trigger.time()) {
      metrics.latency(System.currentTimeMillis() - arrival);
    }
    String topic = trigger.topic().orElse(topics.triggers());
    byte[] whole = written(trigger);
    if (!shapes.has(topic)) {
      return Optional.of(triggerTo(topic, trigger, whole, null));
    }
    byte[][] shaped = new byte[1][];
    Optional<Rejection> failure = Guard.uncounted(() -> shaped[0] = shaped(topic, trigger));
    if (failure.isEmpty()) {
      return Optional.of(triggerTo(topic, trigger, whole, shaped[0]));
    }
    metrics.rejected(failure.get().reason());
    waiting.add(rejected.of("to " + topic, trigger.user(), failure.get(), whole));
    return Optional.empty();
  }

  private static Outgoing triggerTo(
      String topic, Trigger trigger, byte[] whole, byte @Nullable [] shaped) {
    return new Outgoing(
        Outgoing.Kind.TRIGGER, topic, trigger.user(), whole, trigger.reads(), shaped);
  }

  private byte[] shaped(String topic, Trigger trigger) {
    boolean byEvent =
        trigger.cause() != Trigger.Cause.TIMEOUT && trigger.moment() == trigger.time();
    return json.writeValue(
        shapes.of(
            topic, trigger, byEvent ? event : null, user == null ? Profile.EMPTY : user.profile()));
  }

  /** One that cannot be written as it is goes out without what may be at fault: it has fired. */
  private byte[] written(Trigger trigger) {
    Optional<byte[]> whole = written(trigger, List.of());
    if (whole.isEmpty()) {
      whole = written(counting(trigger), List.of("matched"));
    }
    return whole.orElseGet(
        () -> json.write(bare(trigger), List.of("offer", "matched", "measures")));
  }

  private Optional<byte[]> written(Trigger trigger, List<String> cut) {
    byte[][] bytes = new byte[1][];
    Guard.uncounted(() -> bytes[0] = json.write(trigger, cut));
    return Optional.ofNullable(bytes[0]);
  }

  private static Trigger counting(Trigger trigger) {
    Map<String, Matched> counts = new LinkedHashMap<>();
    trigger
        .matched()
        .forEach(
            (step, matched) ->
                counts.put(
                    step,
                    matched instanceof Matched.Events taken && !taken.events().isEmpty()
                        ? new Matched.Counted(
                            taken.count(),
                            taken.events().get(0).time(),
                            taken.events().get(taken.count() - 1).time())
                        : matched));
    return trigger.with(trigger.offer(), counts, trigger.measures());
  }

  private static Trigger bare(Trigger trigger) {
    return trigger.with(Optional.empty(), Map.of(), Map.of());
  }

  @Override
  public void withheld(Withheld withheld) {
    metrics.campaigns().withheld(withheld.trigger().campaign());
    waiting.add(outgoing(withheld));
  }

  private Outgoing outgoing(Withheld withheld) {
    return new Outgoing(
        Outgoing.Kind.WITHHELD, topics.withheld(), withheld.trigger().user(), written(withheld));
  }

  /** One that cannot be written with its offer goes out without it. */
  private byte[] written(Withheld withheld) {
    byte[][] bytes = {{}};
    return Guard.uncounted(() -> bytes[0] = json.write(withheld)).isEmpty()
        ? bytes[0]
        : json.write(withheld.of(bare(withheld.trigger())));
  }

  @Override
  public void outcome(Outcome outcome) {
    waiting.add(
        new Outgoing(
            Outgoing.Kind.OUTCOME, topics.outcomes(), outcome.user(), json.write(outcome)));
  }

  @Override
  public void transition(Transition transition) {
    journal.written();
    waiting.add(
        new Outgoing(
            Outgoing.Kind.TRANSITION,
            topics.transitions(),
            transition.user(),
            written(transition)));
  }

  /** One that cannot be written with its event goes out without it. */
  private byte[] written(Transition transition) {
    byte[][] bytes = {{}};
    return Guard.uncounted(() -> bytes[0] = json.write(transition)).isEmpty()
        ? bytes[0]
        : json.write(transition.withoutEvent());
  }

  @Override
  public boolean wantsTransitions(String campaign, boolean texts, String whose) {
    return journal.wants(campaign, texts, whose);
  }

  /** Tells of the funnel. */
  void funnel(Outgoing record) {
    waiting.add(record);
  }

  /** Nothing is told of a campaign any more. */
  void forget(String campaign) {
    metrics.campaigns().forget(campaign);
    shapes.forget(campaign);
  }

  @Override
  public void disordered(Event event) {
    metrics.disordered();
  }

  @Override
  public void repeated(Event event) {
    metrics.repeated();
  }

  @Override
  public void rejected(Event event, String reason) {
    metrics.rejected(reason);
    rejected(event, new Rejection(reason, ""), origin);
  }

  private void rejected(Event event, Rejection rejection, Message.Origin from) {
    waiting.add(
        recordsFrom(from)
            .of("event " + event.id(), event.user(), rejection, raw(json -> json.write(event))));
  }

  private RejectedRecords recordsFrom(Message.Origin from) {
    boolean known = from.source() >= 0 && from.source() < topics.events().size();
    return known
        ? RejectedRecords.from(topics.events().get(from.source()), topics.rejected())
        : rejected;
  }

  @Override
  public void failed(String campaign, String user, Optional<Event> event, Throwable failure) {
    Rejection caught = Guard.caught(failure);
    metrics.rejected(caught.reason());
    Rejection told =
        new Rejection(caught.reason(), "campaign '" + campaign + "': " + caught.detail());
    if (event.isPresent()) {
      rejected(event.get(), told, origin);
    } else {
      failed("a deadline", user, told);
    }
  }

  /** The engine does not take a profile update. */
  void refused(Message.Learnt learnt, Rejection why) {
    metrics.rejected(why.reason());
    failed(learnt, why);
  }

  /** The work on a message failed, and has been counted. */
  void failed(Message message, Rejection failure) {
    if (message instanceof Message.Happened happened) {
      rejected(happened.event(), failure, happened.origin());
    } else if (message instanceof Message.Learnt learnt) {
      waiting.add(
          rejected.of(
              topics.profiles().topic(),
              learnt.user(),
              failure,
              raw(writer -> writer.writeValue(learnt.update().toMap()))));
    } else if (message instanceof Message.Catalogued thing) {
      waiting.add(
          rejected.of(
              topics.catalog().topic(),
              thing.key(),
              failure,
              raw(
                  writer ->
                      writer.writeValue(
                          thing.properties().<Object>map(p -> p.toMap()).orElse(Map.of())))));
    } else if (message instanceof Message.Published published) {
      waiting.add(
          rejected.of(
              topics.campaigns()
                  + "-"
                  + published.record().partition()
                  + "@"
                  + published.record().offset(),
              published.version().campaign(),
              failure,
              published.version().text()));
    }
  }

  /** Something failed that is about no message, and has been counted. */
  void failed(String source, String key, Rejection failure) {
    waiting.add(rejected.of(source, key, failure, ""));
  }

  /** What is kept of somebody or something cannot be read. */
  void unreadable(String source, String key, Kept.Unreadable<?> kept) {
    metrics.rejected(RejectedRecords.UNREADABLE);
    waiting.add(rejected.unreadable(source, key, kept.why(), kept.bytes()));
  }

  @Override
  public void unreadable(String campaign, Kept.Unreadable<?> versions) {
    unreadable("kept campaign", campaign, versions);
  }

  @Override
  public void uncompiled(Version version, Rejection failure) {
    metrics.rejected(failure.reason());
    waiting.add(rejected.of("kept campaign", version.campaign(), failure, version.text()));
  }

  private interface Writing {
    byte[] write(JsonWriter json);
  }

  /** What came, as far as it can be written. */
  private byte[] raw(Writing writing) {
    byte[][] bytes = {{}};
    Guard.uncounted(() -> bytes[0] = writing.write(json));
    return bytes[0];
  }
}
