package dev.nudge.engine.script;

public final class ScriptFilter {
  public static java.util.Optional<dev.nudge.engine.expression.Expression> compile(
      dev.nudge.engine.campaign.Text t, java.util.List<dev.nudge.engine.campaign.Problem> p) {
    return java.util.Optional.empty();
  }
}
