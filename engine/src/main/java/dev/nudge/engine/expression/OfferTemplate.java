package dev.nudge.engine.expression;

import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.JsonPointers;
import dev.nudge.engine.document.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JSON value with templates for strings: what goes out with a trigger. */
public final class OfferTemplate {
  private final Shape shape;
  private final List<Compiled> expressions;

  private final List<String> queries;

  /** The value where it is always the same; else null. */
  private final @Nullable Object constant;

  private OfferTemplate(Shape shape, List<Compiled> expressions) {
    this.shape = shape;
    this.expressions = List.copyOf(expressions);
    this.queries = isDelivered(shape) ? queries(shape, "").toList() : List.of();
    this.constant = isConstant(shape) ? constant(shape) : null;
  }

  /** Whoever reads triggers otherwise may mean anything by the word. */
  private static boolean isDelivered(Shape shape) {
    return shape instanceof Shape.Obj object && object.names().contains("channel");
  }

  private static Stream<String> queries(Shape shape, String at) {
    if (shape instanceof Shape.Arr array) {
      return IntStream.range(0, array.elements().size())
          .boxed()
          .flatMap(i -> queries(array.elements().get(i), JsonPointers.below(at, i)));
    }
    if (!(shape instanceof Shape.Obj object)) {
      return Stream.empty();
    }
    int query = object.names().indexOf("query");
    if (query >= 0
        && object.members().get(query) instanceof Shape.Constant constant
        && constant.value() instanceof String) {
      return Stream.of(at);
    }
    return IntStream.range(0, object.names().size())
        .boxed()
        .flatMap(
            i -> queries(object.members().get(i), JsonPointers.below(at, object.names().get(i))));
  }

  private static boolean isConstant(Shape shape) {
    if (shape instanceof Shape.Arr array) {
      return array.elements().stream().allMatch(OfferTemplate::isConstant);
    }
    if (shape instanceof Shape.Obj object) {
      return object.members().stream().allMatch(OfferTemplate::isConstant);
    }
    return shape instanceof Shape.Constant;
  }

  /** Cannot be changed, for all triggers share it. */
  private static Object constant(Shape shape) {
    if (shape instanceof Shape.Arr array) {
      List<Object> elements = new ArrayList<>(array.elements().size());
      array.elements().forEach(element -> elements.add(constant(element)));
      return Collections.unmodifiableList(elements);
    }
    if (shape instanceof Shape.Obj object) {
      Map<String, Object> members = new LinkedHashMap<>();
      for (int i = 0; i < object.names().size(); i++) {
        members.put(object.names().get(i), constant(object.members().get(i)));
      }
      return Collections.unmodifiableMap(members);
    }
    return ((Shape.Constant) shape).value();
  }

  private sealed interface Shape {
    record Constant(Object value) implements Shape {}

    record Filled(Template template) implements Shape {}

    record Arr(List<Shape> elements) implements Shape {}

    record Obj(List<String> names, List<Shape> members) implements Shape {}
  }

  /**
   * Compiles all strings of a JSON value, or adds everything that is wrong with them to the
   * problems.
   */
  public static Optional<OfferTemplate> compile(
      Json json, Expressions expressions, Scope scope, List<Problem> problems) {
    List<Compiled> compiled = new ArrayList<>();
    int before = problems.size();
    Shape shape = shape(json, expressions, scope, compiled, problems);
    return problems.subList(before, problems.size()).stream().noneMatch(Problem::isError)
        ? Optional.of(new OfferTemplate(shape, compiled))
        : Optional.empty();
  }

  private static Shape shape(
      Json json,
      Expressions expressions,
      Scope scope,
      List<Compiled> compiled,
      List<Problem> problems) {
    if (json instanceof Json.Str string) {
      Optional<Template> template = expressions.template(string.text(), scope, problems);
      template.ifPresent(known -> compiled.addAll(known.expressions()));
      Optional<String> constant = template.flatMap(Template::constant);
      if (constant.isPresent()) {
        return new Shape.Constant(constant.get());
      }
      return template.<Shape>map(Shape.Filled::new).orElseGet(() -> new Shape.Constant(""));
    } else if (json instanceof Json.Arr array) {
      List<Shape> elements = new ArrayList<>();
      array
          .elements()
          .forEach(element -> elements.add(shape(element, expressions, scope, compiled, problems)));
      return new Shape.Arr(List.copyOf(elements));
    } else if (json instanceof Json.Obj object) {
      Map<String, Shape> members = new LinkedHashMap<>();
      object
          .members()
          .forEach(
              (name, member) ->
                  members.put(name, shape(member, expressions, scope, compiled, problems)));
      return new Shape.Obj(List.copyOf(members.keySet()), List.copyOf(members.values()));
    }
    return new Shape.Constant(((Json.Scalar) json).value());
  }

  /**
   * Where, in an offer that names a channel, objects stand that say a {@code query} by name, as
   * JSON pointers. What an expression gives is none, whatever is in it.
   */
  public List<String> queries() {
    return queries;
  }

  /** The expressions in it, in document order. */
  public List<Compiled> expressions() {
    return expressions;
  }

  /**
   * The value, boxed as JSON has it. A string that is one expression and nothing else has that
   * expression's type, null where it has no value, or where the offer becomes larger than {@value
   * BudgetNode#OFFER_BYTES} bytes.
   *
   * @param errors told of each expression that has no value
   */
  public Object value(Frame frame, Consumer<EvaluationError> errors) {
    if (constant != null) {
      return constant;
    }
    frame.output = BudgetNode.OFFER_BYTES;
    return value(shape, frame, errors);
  }

  private static Object value(Shape shape, Frame frame, Consumer<EvaluationError> errors) {
    if (shape instanceof Shape.Filled filled) {
      return filled.template().value(frame, errors);
    } else if (shape instanceof Shape.Arr array) {
      List<Object> elements = new ArrayList<>(array.elements().size());
      for (int i = 0; i < array.elements().size(); i++) {
        elements.add(value(array.elements().get(i), frame, errors));
      }
      return elements;
    } else if (shape instanceof Shape.Obj object) {
      int size = object.names().size();
      Map<String, Object> members = new LinkedHashMap<>(2 * size);
      for (int i = 0; i < size; i++) {
        members.put(object.names().get(i), value(object.members().get(i), frame, errors));
      }
      return members;
    }
    return ((Shape.Constant) shape).value();
  }
}
