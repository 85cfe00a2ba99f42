package dev.nudge.engine.expression;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.LocalDay;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can see while it is evaluated, and the register its value is left in. One
 * frame serves one thread for all its evaluations; whoever evaluates sets the fields it declared.
 */
public final class Frame extends Register {
  /** The current event; none when a deadline fires. */
  public @Nullable Event event;

  /** The user's profile. */
  public Profile profile = Profile.EMPTY;

  /** What else is known of the user: what {@code customer} holds. */
  public Properties facts = Properties.EMPTY;

  /** The zone of users whose profile names none. */
  public ZoneId zone = ZoneOffset.UTC;

  /** The user's clock, in milliseconds since 1970-01-01T00:00Z. */
  public long now;

  /** The events that earlier steps took. */
  public Matched matched = Matched.NOTHING;

  /** Where measures are read. */
  public Measures measures = Measures.NONE;

  /** The step a transition entered; only while a journal text is made. */
  public String state = "";

  /** What the variables of the loops under way hold: boxed values, and events as they are. */
  @Nullable Object[] variables = new Object[4];

  /** How many more elements the loops of the expression under way may visit. */
  int budget;

  /** How much the expression under way may still build. */
  long bytes = BudgetNode.BYTES;

  /** How much more may be written into the offer, or text, under way. */
  long output = BudgetNode.OFFER_BYTES;

  private Profile agedProfile = Profile.EMPTY;
  private @Nullable LocalDay agedOn;
  private int age = -1;

  /**
   * The profile's age now, by the user's calendar, or -1; the birth date is read once for a profile
   * and day.
   */
  @SuppressWarnings("ReferenceEquality") // Another equal profile is only read again.
  int age() {
    if (agedProfile != profile || agedOn == null || !agedOn.contains(now)) {
      agedOn = LocalDay.at(now, profile.zone(zone));
      age = profile.ageOn(agedOn.date());
      agedProfile = profile;
    }
    return age;
  }

  /** The events that the steps of a run took, by the step's index in its pattern. */
  public interface Matched {
    /** No step took anything. */
    Matched NOTHING =
        new Matched() {
          @Override
          public @Nullable Event event(int step) {
            return null;
          }

          @Override
          public List<Event> events(int step) {
            return List.of();
          }
        };

    /** The event a step took, or null where it took none. */
    @Nullable Event event(int step);

    /** All events a looping step took, oldest first. */
    List<Event> events(int step);

    /** How many events a step took, also where they were not kept. */
    default int count(int step) {
      return events(step).size();
    }
  }

  /** Reads the measures of a campaign, by their index in its scope. */
  public interface Measures {
    /** A campaign without measures. */
    Measures NONE =
        (measure, frame) -> {
          throw new IllegalStateException("no measure " + measure);
        };

    /**
     * Leaves the value of a measure in the frame and returns its kind; {@link Kind#ERROR} with an
     * {@link EvaluationError} where it has none.
     */
    Kind load(int measure, Frame frame);
  }
}
