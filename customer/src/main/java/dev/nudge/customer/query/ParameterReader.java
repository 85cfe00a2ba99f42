package dev.nudge.customer.query;

import dev.nudge.customer.query.Parameter.Bound;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one parameter of a header; every mistake becomes a problem at its place. */
final class ParameterReader {
  /** What every query can be called with. */
  static final Set<String> OF_ALL = Set.of("limit", "offset", "format", "version");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final String LIST = "[]";

  private final Fields top;
  private final Text name;

  ParameterReader(Fields top, Text name) {
    this.top = top;
    this.name = name;
  }

  /** What a parameter can be: its kind, and whether it is a list. */
  private record Type(ValueKind kind, boolean list) {}

  Parameter read(Node node) {
    if (!NAME.matcher(name.value()).matches()) {
      top.error(
          name.position(),
          "'"
              + name.value()
              + "': a parameter is called in small letters, digits and underscores, such as user_id");
    }
    if (OF_ALL.contains(name.value())) {
      top.error(
          name.position(),
          "no parameter can be called '" + name.value() + "': every query has one of that name");
    }
    if (node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.STRING) {
      return parameter(type(scalar.text()), Optional.empty());
    }
    Optional<Fields> fields = top.open(node, HeaderKeys.PARAMETER);
    fields.ifPresent(inner -> inner.require("type", "one of " + String.join(", ", words())));
    return parameter(
        fields.flatMap(inner -> inner.text("type", "a type")).map(this::type).orElse(TEXT), fields);
  }

  private static final Type TEXT = new Type(ValueKind.TEXT, false);

  private Type type(Text written) {
    String word = written.value();
    boolean list = word.endsWith(LIST);
    String one = list ? word.substring(0, word.length() - LIST.length()) : word;
    for (ValueKind kind : ValueKind.values()) {
      if (kind.word().equals(one)) {
        return new Type(kind, list);
      }
    }
    String advice =
        ValueKind.elsewhere(one)
            .map(kind -> ", did you mean '" + kind.word() + (list ? LIST : "") + "'?")
            .orElseGet(() -> Suggestion.didYouMean(one, words()));
    top.error(
        written.position(),
        "there is no type '"
            + word
            + "'"
            + (advice.isEmpty()
                ? "; it is one of " + String.join(", ", words()) + ", or a list such as text[]"
                : advice));
    return TEXT;
  }

  private static List<String> words() {
    return Arrays.stream(ValueKind.values()).map(ValueKind::word).toList();
  }

  private Parameter parameter(Type type, Optional<Fields> fields) {
    String description =
        fields.flatMap(inner -> inner.text("description")).map(Text::value).orElse("");
    Optional<Bound> min = fields.flatMap(inner -> bound(inner, "min", type));
    Optional<Bound> max = fields.flatMap(inner -> bound(inner, "max", type));
    if (min.isPresent()
        && max.isPresent()
        && Parameter.compare(min.get().value(), max.get().value()) > 0) {
      fields.ifPresent(
          inner -> inner.error(inner.position("max"), "'max' is less than 'min': no value fits"));
    }
    Parameter bare =
        new Parameter(
            name.value(),
            type.kind(),
            type.list(),
            description,
            false,
            Optional.empty(),
            min,
            max,
            fields.map(inner -> most(inner, type)).orElse(usual(type)),
            fields.map(inner -> oneOf(inner, type)).orElse(List.of()));
    Optional<Object> standard = fields.flatMap(inner -> standard(inner, bare));
    boolean hasStandard = fields.map(inner -> inner.has("default")).orElse(false);
    Optional<Boolean> required = fields.flatMap(inner -> inner.flag("required"));
    if (hasStandard && required.orElse(false)) {
      fields.ifPresent(
          inner ->
              inner.error(
                  inner.keyPosition("required"),
                  "'required: true' beside 'default': leave one of them out"));
    }
    return new Parameter(
        bare.name(),
        bare.kind(),
        bare.list(),
        description,
        required.orElse(true) && !hasStandard,
        standard,
        min,
        max,
        bare.most(),
        bare.oneOf());
  }

  private static int usual(Type type) {
    return type.list() ? Parameter.MOST_VALUES : Parameter.MOST_CHARACTERS;
  }

  private static int most(Fields fields, Type type) {
    if (fields.has("most") && !type.list() && type.kind() != ValueKind.TEXT) {
      fields.error(
          fields.keyPosition("most"),
          "'most' is the characters of a text or the values of a list; a number has 'max'");
      return usual(type);
    }
    return fields.integer("most", 1, type.list() ? 10_000 : 100_000).orElse(usual(type));
  }

  private static Optional<Bound> bound(Fields fields, String key, Type type) {
    if (fields.has(key) && (type.kind() == ValueKind.TEXT || type.kind() == ValueKind.BOOLEAN)) {
      fields.error(
          fields.keyPosition(key),
          "'" + key + "' is of numbers and times; a text has 'most' and 'one_of'");
      return Optional.empty();
    }
    return fields
        .node(key)
        .flatMap(
            node -> {
              Optional<String> text = written(node, type.kind());
              Optional<Bound> bound =
                  text.flatMap(one -> type.kind().read(one).map(value -> new Bound(one, value)));
              if (bound.isEmpty()) {
                fields.expected(node, key, type.kind().expected(), "");
              }
              return bound;
            });
  }

  private static List<String> oneOf(Fields fields, Type type) {
    if (fields.has("one_of") && type.kind() != ValueKind.TEXT) {
      fields.error(fields.keyPosition("one_of"), "'one_of' is of texts; use 'min' and 'max'");
      return List.of();
    }
    return fields.texts("one_of", "a text").stream().map(Text::value).toList();
  }

  private static Optional<Object> standard(Fields fields, Parameter bare) {
    Optional<Node> node = fields.node("default");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    List<Node> nodes = List.of(node.get());
    if (bare.list()) {
      nodes = fields.list("default", "values");
    }
    List<String> texts = new ArrayList<>();
    for (Node one : nodes) {
      Optional<String> text = written(one, bare.kind());
      if (text.isEmpty()) {
        fields.expected(one, "default", bare.kind().expected(), "");
        return Optional.empty();
      }
      texts.add(text.get());
    }
    List<String> faults = new ArrayList<>();
    Object value = bare.read(texts, faults);
    for (String fault : faults) {
      fields.error(node.get().position(), "'default' of " + fault);
    }
    return Optional.ofNullable(value);
  }

  /** A text that looks like a number is one only in quotes. */
  private static Optional<String> written(Node node, ValueKind kind) {
    if (!(node instanceof Node.Scalar scalar) || scalar.type() == Node.Scalar.Type.NULL) {
      return Optional.empty();
    }
    boolean text = scalar.type() == Node.Scalar.Type.STRING;
    boolean fits =
        switch (kind) {
          case TEXT, TIMESTAMP, DATE, DURATION -> text;
          case BOOLEAN -> scalar.type() == Node.Scalar.Type.BOOLEAN;
          case INTEGER, NUMBER -> !text && scalar.type() != Node.Scalar.Type.BOOLEAN;
        };
    return fits ? Optional.of(scalar.text().value()) : Optional.empty();
  }
}
