package dev.nudge.engine.expression;

public record OfferTemplate() {
  public static java.util.Optional<OfferTemplate> compile(
      dev.nudge.engine.campaign.Json t,
      Scope s,
      Expressions e,
      java.util.List<dev.nudge.engine.campaign.Problem> p) {
    return java.util.Optional.of(new OfferTemplate());
  }

  public Object render(Frame f, java.util.function.Consumer<EvaluationError> c) {
    return "";
  }
}
