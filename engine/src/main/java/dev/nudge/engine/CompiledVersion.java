package dev.nudge.engine;

import dev.nudge.engine.document.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a campaign, compiled by {@link Publications#compile} for any number of {@link
 * Publications} to add. Immutable; one serves all threads.
 */
public final class CompiledVersion {
  private final @Nullable CompiledCampaign campaign;
  private final boolean ends;
  private final List<Problem> problems;

  /**
   * A version.
   *
   * @param campaign null where it has an error
   * @param ends whether the version ends the campaign
   * @param problems sorted by place
   */
  CompiledVersion(@Nullable CompiledCampaign campaign, boolean ends, List<Problem> problems) {
    this.campaign = campaign;
    this.ends = ends;
    this.problems = List.copyOf(problems);
  }

  /** Whether it can be added. */
  public boolean isSound() {
    return campaign != null;
  }

  /** What is wrong with it, sorted by place. */
  public List<Problem> problems() {
    return problems;
  }

  @Nullable CompiledCampaign campaign() {
    return campaign;
  }

  boolean ends() {
    return ends;
  }
}
