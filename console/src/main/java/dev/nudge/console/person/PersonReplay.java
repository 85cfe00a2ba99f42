package dev.nudge.console.person;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Retention;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.event.Event;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where a person stands in the live campaigns, by what is known of the person, and what these would
 * make of what comes next.
 */
@Component
public class PersonReplay {
  private final AskedCampaigns campaigns;
  private final PersonHistory history;
  private final Clock clock;
  private final int repeats;

  PersonReplay(
      AskedCampaigns campaigns, PersonHistory history, ConsoleSettings settings, Clock clock) {
    this.campaigns = campaigns;
    this.history = history;
    this.clock = clock;
    this.repeats = settings.repeats();
  }

  /** A person as of now. */
  public Standing of(String user) {
    CampaignSet compiled = campaigns.now().compiled();
    Ahead ahead = new Ahead(compiled, new UserState(user));
    boolean known =
        history.replay(compiled, ahead.detector, ahead.state, ahead.output, clock.millis());
    return new Standing(compiled, known, ahead.state.toBytes());
  }

  /** A person at a time, from where one may look ahead again and again. */
  public final class Standing {
    private final CampaignSet compiled;
    private final boolean known;
    private final byte[] state;

    private Standing(CampaignSet compiled, boolean known, byte[] state) {
      this.compiled = compiled;
      this.known = known;
      this.state = state;
    }

    /** Whether there is a profile, or an event. */
    public boolean isKnown() {
      return known;
    }

    /** Whether all users share what a campaign may spend; what others have spent is not known. */
    public boolean sharesBudget(String campaign) {
      return compiled.budget(campaign, clock.millis()).isPresent();
    }

    /** Begins to look ahead. */
    public Ahead ahead() {
      return new Ahead(compiled, UserState.fromBytes(state));
    }
  }

  /** What would come of events that have not happened. */
  public final class Ahead {
    private final Detector detector;
    private final UserState state;
    private final List<Trigger> triggers = new ArrayList<>();
    private final Output output = Output.triggersTo(triggers::add);

    private Ahead(CampaignSet compiled, UserState state) {
      this.detector = new Detector(compiled, Detector.DEFAULT_LATENESS, Retention.NONE, repeats);
      this.state = state;
    }

    /** An event happens; returns what it fires, and what was due before it. */
    public List<Trigger> take(Event event) {
      triggers.clear();
      detector.onEvent(event, state, output);
      return List.copyOf(triggers);
    }

    /** Time passes; returns what is due by then. */
    public List<Trigger> passTo(long millis) {
      triggers.clear();
      detector.onTime(millis, state, output);
      return List.copyOf(triggers);
    }
  }
}
