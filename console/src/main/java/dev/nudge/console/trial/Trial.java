package dev.nudge.console.trial;

import dev.nudge.engine.story.Story;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A draft over events and, where somebody wants to compare, another document over the same ones
 * after it. Can be stopped at any time.
 */
final class Trial {
  private final EventSource source;
  private final TrialRun run;
  private final Optional<TrialRun> versus;
  private final Duration patience;
  private long begun;

  private volatile State state = State.WAITING;
  private volatile String failure = "";
  private volatile boolean cancelled;

  /** Where it is. */
  enum State {
    /** Others are before it. */
    WAITING,
    /** It reads. */
    RUNNING,
    /** All was read. */
    DONE,
    /** Somebody stopped it. */
    CANCELLED,
    /** Something went wrong. */
    FAILED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A trial.
   *
   * @param versus what it is compared with
   * @param patience how long it may take; what it found by then counts
   */
  Trial(
      TrialCampaign campaign,
      Optional<TrialCampaign> versus,
      TrialRun.Over over,
      Duration patience) {
    this.source = over.source();
    this.run = new TrialRun(campaign, over);
    this.versus = versus.map(other -> new TrialRun(other, over));
    this.patience = patience;
  }

  /** Does it, on the caller's thread. */
  void run() {
    if (cancelled) {
      state = State.CANCELLED;
      return;
    }
    state = State.RUNNING;
    try {
      source.prepare();
      begun = System.nanoTime();
      detect(run);
      versus.ifPresent(this::detect);
      state = cancelled ? State.CANCELLED : State.DONE;
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
      state = State.FAILED;
    } finally {
      source.release();
    }
  }

  private void detect(TrialRun one) {
    if (!source.isComplete()) {
      one.truncate();
    }
    one.detect(() -> over(one));
  }

  void cancel() {
    cancelled = true;
    if (state == State.WAITING) {
      state = State.CANCELLED;
    }
  }

  State state() {
    return state;
  }

  /** Why it failed, or empty. */
  String failure() {
    return failure;
  }

  /** What is tried. */
  TrialRun tried() {
    return run;
  }

  /** What it is compared with. */
  Optional<TrialRun> versus() {
    return versus;
  }

  /** Whether to go no further: somebody stopped it, or it took too long. */
  private boolean over(TrialRun one) {
    if (!cancelled && System.nanoTime() - begun > patience.toNanos()) {
      one.truncate();
      return true;
    }
    return cancelled;
  }

  /** From 0 to 1. */
  double progress() {
    if (state == State.DONE) {
      return 1;
    }
    return versus.map(other -> (run.progress() + other.progress()) / 2).orElseGet(run::progress);
  }

  /** What happened to one user, and why. Reads the user's events again. */
  Optional<Story> story(String user) {
    return run.story(user);
  }
}
