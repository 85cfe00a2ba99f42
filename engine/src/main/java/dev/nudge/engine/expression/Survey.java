package dev.nudge.engine.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.nudge.engine.event.Profile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Walks a checked tree once: writes its canonical form and notes the names it uses. */
final class Survey {
  /** What reads a property whose name is a text. */
  private static final Set<String> READS = Set.of("_[_]", "_[?_]", "_?._");

  private final Scope scope;
  private final StringBuilder text = new StringBuilder();
  private boolean event;
  private boolean profile;
  private boolean now;
  private boolean state;
  private final Set<String> steps = new LinkedHashSet<>();
  private final Set<String> stepEvents = new LinkedHashSet<>();
  private final Set<String> measures = new LinkedHashSet<>();
  private final Set<String> fields = new LinkedHashSet<>();
  private final Set<String> segments = new LinkedHashSet<>();

  private Survey(Scope scope) {
    this.scope = scope;
  }

  /** The walk over a tree. */
  static Survey of(CelExpr tree, Scope scope) {
    Survey survey = new Survey(scope);
    survey.walk(tree, Variables.NONE);
    return survey;
  }

  String canonical() {
    return text.toString();
  }

  Names names() {
    return new Names(
        event,
        profile,
        now,
        state,
        Set.copyOf(steps),
        Set.copyOf(stepEvents),
        Set.copyOf(measures),
        Set.copyOf(fields),
        Set.copyOf(segments));
  }

  private void walk(CelExpr expr, Variables variables) {
    switch (expr.getKind()) {
      case CONSTANT -> constant(expr.constant());
      case IDENT -> name(expr.ident().name(), variables);
      case SELECT -> {
        text.append(expr.select().testOnly() ? "has(" : "(");
        walk(expr.select().operand(), variables);
        text.append(").").append(expr.select().field());
        fields.add(expr.select().field());
      }
      case CALL -> call(expr.call(), variables);
      case LIST -> {
        text.append('[');
        walk(expr.list().elements(), variables);
        text.append(']');
      }
      case MAP -> {
        text.append('{');
        for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
          walk(entry.key(), variables);
          text.append(':');
          walk(entry.value(), variables);
          text.append(',');
        }
        text.append('}');
      }
      case COMPREHENSION -> {
        Loop loop = Loop.of(expr.comprehension());
        Variables inside = variables.with(loop.variable());
        text.append(loop.macro()).append('(');
        walk(loop.range(), variables);
        loop.filter()
            .ifPresent(
                filter -> {
                  text.append(";if ");
                  walk(filter, inside);
                });
        text.append(';');
        walk(loop.body(), inside);
        text.append(')');
      }
      default -> text.append(expr);
    }
  }

  private void walk(Iterable<CelExpr> parts, Variables variables) {
    for (CelExpr part : parts) {
      walk(part, variables);
      text.append(',');
    }
  }

  private void call(CelExpr.CelCall call, Variables variables) {
    String counted = countedStep(call, variables);
    if (!counted.isEmpty()) {
      steps.add(counted);
      text.append("size(").append(counted).append(",)");
      return;
    }
    if (call.function().equals(SegmentNode.FUNCTION)) {
      profile = true;
      fields.add(Profile.SEGMENTS);
      segments.add(call.args().get(0).constant().stringValue());
    }
    text.append(call.function()).append('(');
    for (CelExpr arg : call.args()) { // event['price']
      if (READS.contains(call.function())
          && arg.getKind() == CelExpr.ExprKind.Kind.CONSTANT
          && arg.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
        fields.add(arg.constant().stringValue());
      }
    }
    call.target()
        .ifPresent(
            target -> {
              walk(target, variables);
              text.append(',');
            });
    walk(call.args(), variables);
    text.append(')');
  }

  /** The looping step whose size a call asks for, or an empty string. */
  private String countedStep(CelExpr.CelCall call, Variables variables) {
    if (!call.function().equals("size")) {
      return "";
    }
    CelExpr of = call.target().orElseGet(() -> call.args().get(0));
    if (of.getKind() != CelExpr.ExprKind.Kind.IDENT || variables.depth(of.ident().name()) >= 0) {
      return "";
    }
    String name = Planner.global(of.ident().name());
    Scope.Step step = scope.steps().get(name);
    return step != null && step.loop() ? name : "";
  }

  private void name(String name, Variables variables) {
    int depth = variables.depth(name);
    if (depth >= 0) {
      text.append('$').append(depth);
      return;
    }
    String global = Planner.global(name);
    text.append(global);
    int dot = global.indexOf('.');
    String first = dot < 0 ? global : global.substring(0, dot);
    if (dot >= 0) {
      fields.addAll(List.of(global.substring(dot + 1).split("\\.")));
    }
    Scope.Measure measure = scope.measures().get(first);
    if (scope.steps().containsKey(first)) {
      steps.add(first);
      stepEvents.add(first);
    } else if (measure != null) {
      measures.add(first);
      event |= measure.grouped();
    } else {
      event |= first.equals("event");
      profile |= first.equals("profile");
      now |= first.equals("now");
      state |= first.equals("state") && scope.state();
    }
  }

  private void constant(CelConstant constant) {
    switch (constant.getKind()) {
      case STRING_VALUE -> quoted(constant.stringValue());
      case UINT64_VALUE -> text.append(constant.uint64Value()).append('u');
      case INT64_VALUE -> text.append(constant.int64Value());
      case DOUBLE_VALUE -> text.append(constant.doubleValue());
      case BOOLEAN_VALUE -> text.append(constant.booleanValue());
      case BYTES_VALUE -> {
        text.append('b');
        for (byte b : constant.bytesValue().toByteArray()) {
          text.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        text.append('.');
      }
      default -> text.append("null");
    }
  }

  private void quoted(String value) {
    text.append('\'').append(value.replace("\\", "\\\\").replace("'", "\\'")).append('\'');
  }
}
