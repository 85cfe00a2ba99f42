package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Campaigns from YAML, events in one line, and a detector over them, for tests. */
public final class TestCampaigns {
  private TestCampaigns() {}

  /** All campaigns of these documents, published at the epoch; they must have no errors. */
  static CampaignSet of(String... documents) {
    CampaignSet.Compiled compiled = compile(documents);
    assertThat(compiled.problems()).isEmpty();
    return compiled.campaigns();
  }

  static CampaignSet.Compiled compile(String... documents) {
    List<Problem> problems = new ArrayList<>();
    List<CampaignSet.Published> published = new ArrayList<>();
    for (int i = 0; i < documents.length; i++) {
      for (CampaignDocument document :
          CampaignReader.read("c" + i + ".yaml", documents[i], problems)) {
        published.add(new CampaignSet.Published(document.campaign(), 1, Instant.EPOCH));
      }
    }
    CampaignSet.Compiled compiled = CampaignSet.compile(published);
    problems.addAll(compiled.problems());
    return new CampaignSet.Compiled(compiled.campaigns(), problems);
  }

  /**
   * {@code "u1 cart 12.5 price=3 tag=x"}: user, type, seconds, properties (long, double or text).
   */
  public static Event event(String id, String line) {
    String[] parts = line.split(" ");
    Map<String, Object> properties = new HashMap<>();
    for (int i = 3; i < parts.length; i++) {
      String[] pair = parts[i].split("=");
      properties.put(pair[0], value(pair[1]));
    }
    return new Event(
        id,
        parts[0],
        parts[1],
        Math.round(Double.parseDouble(parts[2]) * 1000),
        Properties.of(properties));
  }

  private static Object value(String text) {
    if (text.matches("-?\\d+")) {
      return Long.valueOf(text);
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return text.matches("-?\\d+\\.\\d+") ? (Object) Double.valueOf(text) : text;
  }

  /** Runs lines of events, then lets all deadlines pass; the events are e0, e1, ... */
  static Replay replay(CampaignSet campaigns, String... lines) {
    Replay replay = new Replay(campaigns);
    for (int i = 0; i < lines.length; i++) {
      replay.take(event("e" + i, lines[i]));
    }
    replay.finish();
    return replay;
  }

  /** Users' states and what came out. */
  static final class Replay implements Output {
    final List<Trigger> triggers = new ArrayList<>();
    final List<Transition> transitions = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    final List<String> repeated = new ArrayList<>();
    final Map<String, UserState> states = new HashMap<>();
    final Detector detector;

    Replay(CampaignSet campaigns) {
      detector = new Detector(campaigns);
    }

    void take(Event event) {
      detector.onEvent(event, states.computeIfAbsent(event.user(), UserState::new), this);
    }

    void finish() {
      states.values().forEach(state -> detector.onTime(Long.MAX_VALUE - 1, state, this));
    }

    /** {@code campaign user second cause}, one a trigger. */
    List<String> fired() {
      return triggers.stream()
          .map(
              t ->
                  t.campaign()
                      + " "
                      + t.user()
                      + " "
                      + t.time() / 1000
                      + " "
                      + t.cause().name().toLowerCase(java.util.Locale.ROOT))
          .toList();
    }

    @Override
    public void trigger(Trigger trigger) {
      triggers.add(trigger);
    }

    @Override
    public void transition(Transition transition) {
      transitions.add(transition);
    }

    @Override
    public void rejected(Event event, String reason) {
      rejected.add(event.id() + " " + reason);
    }

    @Override
    public void repeated(Event event) {
      repeated.add(event.id());
    }
  }
}
