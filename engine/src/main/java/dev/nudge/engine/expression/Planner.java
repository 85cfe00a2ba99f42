package dev.nudge.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeType;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes nodes of a checked tree. Whatever is not known here is a fault, never guessed at. */
final class Planner {
  private final CelAbstractSyntaxTree tree;
  private final Scope scope;
  private final List<Checker.Fault> faults = new ArrayList<>();
  private final CallReview calls;
  private boolean builds;

  Planner(CelAbstractSyntaxTree tree, Scope scope) {
    this.tree = tree;
    this.scope = scope;
    this.calls = new CallReview(tree, faults);
  }

  /** The nodes; what was wrong is in {@link #faults}. */
  Node plan() {
    return plan(tree.getExpr());
  }

  /** The nodes of a part of the tree that no loop is around. */
  Node plan(CelExpr part) {
    Node root = plan(part, Variables.NONE);
    return builds ? new BudgetNode(root) : root;
  }

  /** What was found wrong while planning, in words for people. */
  List<Checker.Fault> faults() {
    return faults;
  }

  /** What can be evaluated and may not mean what was meant, in words for people. */
  List<Checker.Fault> doubts() {
    return calls.doubts();
  }

  /** A name without the dot that CEL puts before one that a loop variable hides. */
  static String global(String name) {
    return name.startsWith(".") ? name.substring(1) : name;
  }

  private Node plan(CelExpr expr, Variables variables) {
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr.constant());
      case IDENT -> name(expr, variables);
      case SELECT -> select(expr.select(), variables);
      case CALL -> call(expr, variables);
      case LIST -> {
        Node[] elements = plan(expr.list().elements(), variables);
        builds |= !areConstant(elements);
        yield folded(new ListNode(elements), elements);
      }
      case MAP -> map(expr.map(), variables);
      case COMPREHENSION -> loop(Loop.of(expr.comprehension()), variables);
      default -> refuse(expr, "messages cannot be made here; write a map: {'key': value}");
    };
  }

  private Node[] plan(List<CelExpr> exprs, Variables variables) {
    Node[] nodes = new Node[exprs.size()];
    for (int i = 0; i < nodes.length; i++) {
      refuseOptional(exprs.get(i));
      nodes[i] = plan(exprs.get(i), variables);
    }
    return nodes;
  }

  private static Node constant(CelConstant constant) {
    return ConstantNode.of(
        switch (constant.getKind()) {
          case BOOLEAN_VALUE -> constant.booleanValue();
          case INT64_VALUE -> constant.int64Value();
          case UINT64_VALUE -> constant.uint64Value();
          case DOUBLE_VALUE -> constant.doubleValue();
          case STRING_VALUE -> constant.stringValue();
          case BYTES_VALUE -> constant.bytesValue();
          default -> Null.NULL;
        });
  }

  private Node name(CelExpr expr, Variables variables) {
    int depth = variables.depth(expr.ident().name());
    if (depth >= 0) {
      return new NameNode.Variable(depth);
    }
    String name = global(expr.ident().name());
    int dot = name.indexOf('.');
    if (dot > 0) {
      Optional<EventSource> source = source(name.substring(0, dot));
      if (source.isPresent()) {
        return EventNode.member(source.get(), name.substring(dot + 1));
      }
    }
    Optional<EventSource> source = source(name);
    if (source.isPresent()) {
      return source.get();
    }
    Scope.Step step = scope.steps().get(name);
    if (step != null) {
      return new NameNode.Loop(step.index());
    }
    Scope.Measure measure = scope.measures().get(name);
    if (measure != null) {
      return new NameNode.Measured(measure.index());
    }
    if (name.equals("profile")) {
      return new ProfileNode.Whole();
    } else if (name.equals("customer") && !scope.facts().isEmpty()) {
      return new FactNode.All();
    } else if (name.equals("now")) {
      return new NameNode.Now();
    } else if (name.equals("state") && scope.state()) {
      return new NameNode.State();
    }
    return tree.getType(expr.id()).orElse(SimpleType.DYN) instanceof TypeType type
        ? ConstantNode.of(type)
        : refuse(expr, "the name '" + name + "' cannot be used here");
  }

  /** What a name stands for, if that is one event. */
  private Optional<EventSource> source(String name) {
    if (name.equals("event") && scope.event()) {
      return Optional.of(EventSource.Current.SHARED);
    }
    Scope.Step step = scope.steps().get(name);
    return step == null || step.loop()
        ? Optional.empty()
        : Optional.of(new EventSource.OfStep(name, step.index()));
  }

  private Node select(CelExpr.CelSelect select, Variables variables) {
    if (isOptional(select.operand())) {
      Node member =
          new MapNode.Member(plan(select.operand(), variables), select.field(), OptionalNode.NONE);
      return select.testOnly() ? new OptionalNode.HasValue(member) : member;
    }
    return member(plan(select.operand(), variables), select.field(), select.testOnly());
  }

  /** The node that reads a member of a map, or tells whether there is one. */
  private static Node member(Node operand, String name, boolean has) {
    if (operand instanceof EventSource source) {
      if (!has) {
        return EventNode.member(source, name);
      } else if (EventMap.isField(name)) {
        return new MapNode.Has(source, name);
      }
      return new EventNode.Has(source, Property.of(name));
    }
    if (operand instanceof FactNode.All) {
      return has ? new FactNode.Has(name) : new FactNode.Read(name);
    }
    if (operand instanceof ProfileNode.Whole) {
      return has ? ProfileNode.has(name) : ProfileNode.member(name);
    }
    if (has) {
      return new MapNode.Has(operand, name);
    }
    return operand instanceof NameNode.Variable variable
        ? new NameNode.VariableMember(variable.slot, name)
        : new MapNode.Member(operand, name);
  }

  private Node map(CelExpr.CelMap map, Variables variables) {
    builds = true;
    Node[] keys = plan(map.entries().stream().map(CelExpr.CelMap.Entry::key).toList(), variables);
    Node[] values =
        plan(map.entries().stream().map(CelExpr.CelMap.Entry::value).toList(), variables);
    return new MapNode.Make(keys, values);
  }

  private boolean isOptional(CelExpr expr) {
    return tree.getType(expr.id()).orElse(SimpleType.DYN) instanceof OptionalType;
  }

  /** What may be missing is made a value before anything else is done with it. */
  private void refuseOptional(CelExpr part) {
    if (isOptional(part)) {
      refuse(part, "this may be missing; say what to take then: .orValue(...)");
    }
  }

  private Node loop(Loop loop, Variables variables) {
    refuseOptional(loop.range());
    refuseOptional(loop.body());
    builds = true;
    Variables inside = variables.with(loop.variable());
    int slot = variables.next();
    Node range = plan(loop.range(), variables);
    Node body = plan(loop.body(), inside);
    return switch (loop.macro()) {
      case ALL -> new LoopNode.Every(range, slot, body, false);
      case EXISTS -> new LoopNode.Every(range, slot, body, true);
      case EXISTS_ONE -> new LoopNode.One(range, slot, body);
      case MAP -> {
        Node filter =
            loop.filter().map(part -> plan(part, inside)).orElseGet(() -> ConstantNode.of(true));
        yield new LoopNode.Collect(range, slot, filter, body);
      }
    };
  }

  private Node call(CelExpr expr, Variables variables) {
    CelExpr.CelCall call = expr.call();
    Optional<Node> optional = optional(call, variables);
    if (optional.isPresent()) {
      return optional.get();
    }
    if (call.function().equals(SegmentNode.FUNCTION)) {
      return segment(expr, call.args().get(0));
    }
    List<CelExpr> parts = new ArrayList<>(call.args());
    call.target().ifPresent(target -> parts.add(0, target));
    Node[] args = plan(parts, variables);
    builds |= call.function().equals("_+_") || Functions.find(call.function()) != null;
    Node node =
        operation(call.function(), args, Undeclared.is(tree, expr))
            .orElseGet(() -> function(expr, parts, args));
    calls.look(expr, args);
    return folded(node, args);
  }

  /** The node of what looks at something that may be missing; empty for other calls. */
  private Optional<Node> optional(CelExpr.CelCall call, Variables variables) {
    if (call.function().equals("_?_:_") && isOptional(call.args().get(1))) {
      return Optional.of(
          new LogicNode.Choice(
              plan(call.args().get(0), variables),
              plan(call.args().get(1), variables),
              plan(call.args().get(2), variables)));
    }
    if (!Functions.OPTIONAL.contains(call.function())) {
      return Optional.empty();
    }
    Node first = plan(call.target().orElseGet(() -> call.args().get(0)), variables);
    return switch (call.function()) {
      case "_?._" ->
          Optional.of(optionalMember(first, call.args().get(1).constant().stringValue()));
      case "_[?_]" -> Optional.of(IndexNode.optional(first, plan(call.args().get(1), variables)));
      case "orValue", "or" ->
          Optional.of(new OptionalNode.Or(first, plan(call.args().get(0), variables)));
      case "hasValue" -> Optional.of(new OptionalNode.HasValue(first));
      default -> Optional.of(new OptionalNode.Value(first));
    };
  }

  private static Node optionalMember(Node operand, String name) {
    return operand instanceof EventSource
            || operand instanceof ProfileNode.Whole
            || operand instanceof FactNode.All
        ? new OptionalNode.OfName(member(operand, name, true), member(operand, name, false))
        : new MapNode.Member(operand, name, OptionalNode.NONE);
  }

  /**
   * The node of an operator or of a function that has one of its own.
   *
   * @param mixes whether arithmetic takes numbers of two kinds
   */
  private static Optional<Node> operation(String name, Node[] args, boolean mixes) {
    return Optional.ofNullable(
        switch (name) {
          case "_&&_" -> LogicNode.Both.and(args[0], args[1]);
          case "_||_" -> LogicNode.Both.or(args[0], args[1]);
          case "!_" -> new LogicNode.Not(args[0]);
          case "_?_:_" -> new LogicNode.Choice(args[0], args[1], args[2]);
          case "_==_" -> EqualNode.of(args[0], args[1], true);
          case "_!=_" -> EqualNode.of(args[0], args[1], false);
          case "_<_" -> CompareNode.of(Order.Relation.LESS, args[0], args[1]);
          case "_<=_" -> CompareNode.of(Order.Relation.LESS_OR_EQUAL, args[0], args[1]);
          case "_>_" -> CompareNode.of(Order.Relation.GREATER, args[0], args[1]);
          case "_>=_" -> CompareNode.of(Order.Relation.GREATER_OR_EQUAL, args[0], args[1]);
          case "_+_" -> new ArithmeticNode.Add(args[0], args[1], mixes);
          case "_-_" -> new ArithmeticNode.Subtract(args[0], args[1], mixes);
          case "_*_" -> new ArithmeticNode.Multiply(args[0], args[1], mixes);
          case "_/_" -> new ArithmeticNode.Divide(args[0], args[1], mixes);
          case "_%_" -> new ArithmeticNode.Modulo(args[0], args[1], mixes);
          case "-_" -> new ArithmeticNode.Negate(args[0]);
          case "_[_]" -> index(args[0], args[1]);
          case "@in" -> in(args[0], args[1]);
          case "size" ->
              args[0] instanceof NameNode.Loop loop
                  ? new NameNode.LoopSize(loop.step)
                  : new SizeNode(args[0]);
          case "contains" -> new TextTestNode(name, String::contains, args[0], args[1]);
          case "startsWith" -> new TextTestNode(name, String::startsWith, args[0], args[1]);
          case "endsWith" -> new TextTestNode(name, String::endsWith, args[0], args[1]);
          case "matches" -> new MatchesNode(args[0], args[1]);
          case "dyn" -> args[0];
          default -> null;
        });
  }

  private static Node index(Node whole, Node index) {
    if (index instanceof ConstantNode constant) {
      if (constant.kind == Kind.STRING
          && (whole instanceof EventSource || whole instanceof ProfileNode.Whole)) {
        return member(whole, (String) Objects.requireNonNull(constant.ref), false);
      }
      if (constant.kind == Kind.INT
          && constant.word >= 0
          && constant.word <= Integer.MAX_VALUE
          && whole instanceof NameNode.Loop loop) {
        return new EventSource.OfLoop(loop.step, (int) constant.word);
      }
    }
    return new IndexNode(whole, index);
  }

  private static Node in(Node element, Node whole) {
    return element instanceof ConstantNode constant
            && constant.kind == Kind.STRING
            && (whole instanceof EventSource || whole instanceof ProfileNode.Whole)
        ? member(whole, (String) Objects.requireNonNull(constant.ref), true)
        : InNode.of(element, whole);
  }

  private Node function(CelExpr expr, List<CelExpr> parts, Node[] args) {
    String name = expr.call().function();
    if (name.equals("sum")) {
      CelType element = element(parts.get(0));
      Object nothing =
          element.equals(SimpleType.DOUBLE) || element.equals(SimpleType.UINT) ? (Object) 0.0 : 0L;
      return new CallNode(name, ListFunctions.sum(nothing), args);
    }
    CallNode.Function function = Functions.find(name);
    return function == null
        ? refuse(expr, "the function '" + name + "' cannot be used here")
        : new CallNode(name, function, args);
  }

  private Node segment(CelExpr expr, CelExpr name) {
    if (name.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return refuse(expr, "segment() takes the name of a segment in quotes: segment('regulars')");
    }
    return new SegmentNode(name.constant().stringValue());
  }

  private CelType element(CelExpr list) {
    return tree.getType(list.id()).orElse(SimpleType.DYN) instanceof ListType type
        ? type.elemType()
        : SimpleType.DYN;
  }

  /** The value of a node whose parts are all constant, unless it fails; else the node. */
  private static Node folded(Node node, Node[] parts) {
    if (!areConstant(parts)) {
      return node;
    }
    Frame frame = new Frame();
    Kind kind = node.evaluate(frame);
    return kind == Kind.ERROR ? node : ConstantNode.of(kind, frame);
  }

  private static boolean areConstant(Node[] parts) {
    return Arrays.stream(parts).allMatch(ConstantNode.class::isInstance);
  }

  private Node refuse(CelExpr expr, String words) {
    calls.refuse(expr, words);
    return ConstantNode.of(Null.NULL);
  }
}
