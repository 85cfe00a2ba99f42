package dev.nudge.engine;

import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.GroupSpec;
import dev.nudge.engine.campaign.JournalSpec;
import dev.nudge.engine.campaign.PatternPart;
import dev.nudge.engine.campaign.PatternSpec;
import dev.nudge.engine.campaign.StepSpec;
import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.expression.Expression;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.engine.expression.OfferTemplate;
import dev.nudge.engine.expression.Scope;
import dev.nudge.engine.expression.Template;
import dev.nudge.engine.firing.Policy;
import dev.nudge.engine.firing.Rules;
import dev.nudge.engine.measure.MeasureExpression;
import dev.nudge.engine.measure.MeasureExpressions;
import dev.nudge.engine.measure.MeasurePlan;
import dev.nudge.engine.measure.MeasureSpec;
import dev.nudge.engine.pattern.CompiledPattern;
import dev.nudge.engine.pattern.Program;
import dev.nudge.engine.script.ScriptFilter;
import dev.nudge.engine.state.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From checked documents to what runs: compiles the expressions and puts the parts together. */
final class CampaignCompiler {
  private final Expressions expressions;
  private final List<Problem> problems = new ArrayList<>();

  /** Of the current campaign: what its expressions mean, however they are written. */
  private final Map<Text, String> canonical = new HashMap<>();

  /** Of the current campaign: whether a condition of its pattern looks at events of steps. */
  private boolean looksAtSteps;

  /** Of the current campaign: the fields that its expressions select. */
  private Set<String> reads = new TreeSet<>();

  /** Whether a script looks at events: nobody knows what it reads. */
  private boolean hasScript;

  /** Whether somebody may ask for reasons. */
  private final boolean observable;

  /** Of the current campaign. */
  private Sources sources = new Sources();

  CampaignCompiler(boolean observable, Optional<Set<String>> segments) {
    this.observable = observable;
    expressions = new Expressions(segments);
  }

  List<Problem> problems() {
    return problems;
  }

  private @Nullable Template template(Optional<Text> text, Scope scope) {
    return text.flatMap(given -> expressions.template(given, scope, problems)).orElse(null);
  }

  /**
   * Compiles one version; empty where it has an error.
   *
   * @param life with which version the campaign began, or began anew after its end: runs of another
   *     life are not its own
   */
  Optional<CompiledCampaign> compile(CampaignSet.Published published, long publishedAt, int life) {
    int before = problems.size();
    canonical.clear();
    sources = new Sources();
    looksAtSteps = false;
    reads = new TreeSet<>();
    hasScript = false;
    Campaign campaign = published.campaign();
    List<CompiledCampaign.NamedMeasure> measures = new ArrayList<>();
    Map<String, Scope.Measure> names = new LinkedHashMap<>();
    for (MeasureSpec spec : campaign.measures()) {
      measure(spec, Instant.ofEpochMilli(publishedAt), campaign.sound())
          .ifPresent(
              plan -> measures.add(new CompiledCampaign.NamedMeasure(spec.name().value(), plan)));
      // Named even where it has an error: that is told once, not at each use.
      names.put(
          spec.name().value(),
          new Scope.Measure(names.size(), spec.aggregate().type(), spec.by().isPresent()));
    }
    Optional<CompiledPattern> pattern =
        campaign.pattern().map(spec -> new PatternCompiler(spec, names).compile());
    boolean eventAtHand = pattern.isEmpty() || !pattern.get().mayFireAtDeadline();
    Map<String, Scope.Step> steps =
        campaign.pattern().map(CampaignCompiler::presentSteps).orElse(Map.of());
    Scope firing = new Scope(eventAtHand, false, steps, names, Map.of());
    Scope user = new Scope(false, false, Map.of(), names, Map.of());
    Optional<Compiled> when = condition("when", campaign.when(), firing);
    when.flatMap(compiled -> NeverFires.of(campaign, compiled)).ifPresent(problems::add);
    if (campaign.pattern().isEmpty()
        && when.isPresent()
        && when.get().names().measures().isEmpty()
        && campaign.when().isPresent()) {
      error(
          campaign.when().get().position(),
          "without a pattern, 'when' must use a measure: the campaign fires when a measure makes it"
              + " true");
    }
    Expression audience = expression(condition("audience", campaign.audience(), user));
    OfferTemplate offer =
        campaign
            .offer()
            .flatMap(json -> OfferTemplate.compile(json, expressions, firing, problems))
            .orElse(null);
    FiringParts parts = new FiringParts();
    FiringCompiler firingRules = new FiringCompiler(campaign, parts);
    Rules rules = firingRules.rules(firing, offer);
    Policy policy = firingRules.policy();
    Template entered =
        template(
            campaign.journal().flatMap(JournalSpec::entered),
            new Scope(true, true, Map.of(), names, Map.of()));
    Template fired = template(campaign.journal().flatMap(JournalSpec::fired), firing);
    boolean tellsAll = campaign.matched() == Campaign.MatchedEvents.ALL;
    boolean keepsEvents =
        tellsAll
            || looksAtSteps
            || when.map(CampaignCompiler::looksAtEvents).orElse(false)
            || (fired != null
                && fired.expressions().stream().anyMatch(CampaignCompiler::looksAtEvents))
            || (offer != null
                && offer.expressions().stream().anyMatch(CampaignCompiler::looksAtEvents))
            || parts.looksAtSteps;
    if (!campaign.sound()) {
      return Optional.empty(); // stand-ins are good for checking expressions, for nothing more
    }
    if (offer != null) {
      offer.expressions().forEach(inOffer -> reads.addAll(inOffer.names().fields()));
    }
    Program program = pattern.map(compiled -> program(compiled, keepsEvents)).orElse(null);
    if (hasErrorSince(before)) {
      return Optional.empty();
    }
    return Optional.of(
        new CompiledCampaign(
            -1,
            campaign.id().value(),
            published.version(),
            life,
            publishedAt,
            Long.MAX_VALUE,
            campaign.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
            campaign.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
            campaign.status() == Campaign.Status.PAUSED,
            campaign.topic().map(Text::value),
            audience,
            expression(when),
            offer,
            entered,
            fired,
            program,
            program == null
                ? 0
                : Fingerprint.of(
                    campaign.id().value()
                        + '\n'
                        + (life > 1 ? life + "\n" : "")
                        + canonical(campaign, keepsEvents)),
            List.copyOf(measures),
            Set.copyOf(reads),
            tellsAll || hasScript,
            rules,
            policy,
            observable ? sources : null));
  }

  private @Nullable Program program(CompiledPattern pattern, boolean keepsEvents) {
    try {
      return observable && !keepsEvents
          ? Program.keepingAll(pattern)
          : Program.of(pattern, keepsEvents);
    } catch (IllegalArgumentException e) {
      error(pattern.spec().position(), e.getMessage());
      return null;
    }
  }

  private static boolean looksAtEvents(Compiled expression) {
    return !expression.names().stepEvents().isEmpty();
  }

  private boolean hasErrorSince(int before) {
    return problems.subList(before, problems.size()).stream().anyMatch(Problem::isError);
  }

  private Optional<MeasurePlan> measure(MeasureSpec spec, Instant publishedAt, boolean sound) {
    int before = problems.size();
    Optional<MeasureExpression> value = measureExpression("value", spec.value(), Scope.Type.DYN);
    Optional<MeasureExpression> where = measureExpression("where", spec.where(), Scope.Type.BOOL);
    Optional<MeasureExpression> by = measureExpression("by", spec.by(), Scope.Type.DYN);
    List<Optional<MeasureExpression>> sequence = new ArrayList<>();
    for (MeasureSpec.SequenceElement element : spec.sequence()) {
      sequence.add(measureExpression("where", element.where(), Scope.Type.BOOL));
    }
    if (!sound || hasErrorSince(before)) {
      return Optional.empty();
    }
    return Optional.of(
        MeasurePlan.of(spec, publishedAt, new MeasureExpressions(value, where, sequence, by)));
  }

  private Optional<MeasureExpression> measureExpression(
      String key, Optional<Text> text, Scope.Type type) {
    return compile(key, text, Scope.EVENT, type)
        .map(compiled -> new MeasureExpression(compiled.expression(), compiled.canonical()));
  }

  private Optional<Compiled> condition(String key, Optional<Text> text, Scope scope) {
    return compile(key, text, scope, Scope.Type.BOOL);
  }

  private Optional<Compiled> compile(
      String key, Optional<Text> text, Scope scope, Scope.Type type) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Compiled> compiled =
        expressions.compile("`" + key + "`", text.get(), scope, type, problems);
    compiled.ifPresent(
        found -> {
          canonical.put(text.get(), found.canonical());
          reads.addAll(found.names().fields());
        });
    if (observable) {
      compiled.ifPresent(found -> sources.add(found.expression(), text.get(), scope));
    }
    return compiled;
  }

  private static @Nullable Expression expression(Optional<Compiled> compiled) {
    return compiled.map(Compiled::expression).orElse(null);
  }

  private void error(dev.nudge.engine.document.Position at, @Nullable String text) {
    problems.add(Problem.error(at, String.valueOf(text)));
  }

  private static Map<String, Scope.Step> presentSteps(PatternSpec pattern) {
    Map<String, Scope.Step> steps = new LinkedHashMap<>();
    StepNames.of(pattern).forEach((name, step) -> steps.put(name, step.declared()));
    return steps;
  }

  /** What a pattern means, as text: an edit that keeps it keeps the runs. */
  private String canonical(Campaign campaign, boolean keepsEvents) {
    return campaign.pattern().map(spec -> PatternText.of(spec, canonical, keepsEvents)).orElse("");
  }

  /** Compiles expressions that decide about candidates, and the offers of variants. */
  private final class FiringParts implements FiringCompiler.Parts {
    /** Whether one looks at events of steps. */
    boolean looksAtSteps;

    @Override
    public Optional<Compiled> expression(
        String key, Optional<Text> text, Scope scope, Scope.Type type) {
      Optional<Compiled> compiled = compile(key, text, scope, type);
      looksAtSteps |= compiled.filter(CampaignCompiler::looksAtEvents).isPresent();
      return compiled;
    }

    @Override
    public Optional<OfferTemplate> offer(Json json, Scope scope) {
      Optional<OfferTemplate> offer = OfferTemplate.compile(json, expressions, scope, problems);
      for (Compiled inOffer : offer.map(OfferTemplate::expressions).orElse(List.of())) {
        looksAtSteps |= looksAtEvents(inOffer);
        reads.addAll(inOffer.names().fields());
      }
      return offer;
    }
  }

  /** Compiles the expressions of one pattern. */
  private final class PatternCompiler {
    private final PatternSpec spec;
    private final Map<String, StepNames.Named> names;
    private final Map<String, Scope.Measure> measures;
    private int steps;

    PatternCompiler(PatternSpec spec, Map<String, Scope.Measure> measures) {
      this.spec = spec;
      this.names = StepNames.of(spec);
      this.measures = measures;
    }

    CompiledPattern compile() {
      Optional<Compiled> among = condition("among", spec.among(), Scope.EVENT);
      return new CompiledPattern(
          spec,
          value("correlate_by", spec.correlateBy()),
          among.map(Compiled::expression),
          among.flatMap(Compiled::eventTypes),
          value("distinct", spec.distinct()),
          parts(spec.parts()));
    }

    private List<CompiledPattern.Part> parts(List<PatternPart> specs) {
      List<CompiledPattern.Part> parts = new ArrayList<>();
      for (PatternPart part : specs) {
        if (part instanceof GroupSpec group) {
          int first = steps;
          List<CompiledPattern.Part> inner = parts(group.parts());
          parts.add(new CompiledPattern.Group(group, until(group, first), inner));
        } else if (part instanceof StepSpec step) {
          parts.add(step(step, steps++));
        }
      }
      return parts;
    }

    private Optional<Expression> value(String key, Optional<Text> text) {
      return CampaignCompiler.this
          .compile(key, text, Scope.EVENT, Scope.Type.DYN)
          .map(Compiled::expression);
    }

    private CompiledPattern.Step step(StepSpec step, int index) {
      Optional<Compiled> where = condition("where", step.where(), scope(index));
      looksAtSteps |= where.map(CampaignCompiler::looksAtEvents).orElse(false);
      hasScript |= step.script().isPresent();
      return new CompiledPattern.Step(
          index,
          step,
          where.map(Compiled::expression),
          where.map(PatternCompiler::usesSteps).orElse(false),
          step.script().flatMap(source -> ScriptFilter.compile(source, problems)),
          types(step, where.flatMap(Compiled::eventTypes)),
          until(step, index));
    }

    /** What ends the repetition of a part whose first step has this index. */
    private Optional<CompiledPattern.Until> until(PatternPart part, int index) {
      Optional<Compiled> until = condition("until", part.repeat().until(), scope(index));
      looksAtSteps |= until.map(CampaignCompiler::looksAtEvents).orElse(false);
      return until.map(
          compiled ->
              new CompiledPattern.Until(
                  compiled.expression(),
                  usesSteps(compiled),
                  compiled.eventTypes().filter(types -> !types.isEmpty())));
    }

    /** Steps before this one have events, and those that are repeated together with it. */
    private Scope scope(int index) {
      Map<String, Scope.Step> visible = new LinkedHashMap<>();
      Map<String, Scope.Step> later = new LinkedHashMap<>();
      names.forEach(
          (name, step) -> (step.isVisibleAt(index) ? visible : later).put(name, step.declared()));
      return new Scope(true, false, visible, measures, later);
    }

    private static boolean usesSteps(Compiled expression) {
      return !expression.names().steps().isEmpty();
    }

    /** The types that both {@code event} and {@code where} admit; empty for all. */
    private Optional<Set<String>> types(StepSpec step, Optional<Set<String>> ofWhere) {
      if (step.events().isEmpty()) {
        return ofWhere.filter(types -> !types.isEmpty());
      }
      Set<String> named = new TreeSet<>();
      step.events().forEach(type -> named.add(type.value()));
      if (ofWhere.isPresent()) {
        Set<String> both = new TreeSet<>(named);
        both.retainAll(ofWhere.get());
        if (!both.isEmpty()) {
          return Optional.of(both);
        }
        problems.add(
            Problem.warning(
                step.name().position(),
                "step '"
                    + step.name()
                    + "' never happens: 'event' and 'where' exclude each other"));
      }
      return Optional.of(named);
    }
  }
}
