package dev.nudge.customer.query;

import dev.nudge.engine.document.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a query is called with, checked: a value for each of its parameters, and which page. Equal
 * ones get equal answers of one version of a query.
 */
public final class Arguments {
  /** How far into an answer a page may begin. */
  static final int MOST_OFFSET = 1_000_000;

  /** Numbers stay as they are written. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Map<String, Optional<Object>> values;
  private final int limit;
  private final int offset;

  private Arguments(Map<String, Optional<Object>> values, int limit, int offset) {
    this.values = Map.copyOf(values);
    this.limit = limit;
    this.offset = offset;
  }

  /**
   * Those of an address.
   *
   * @param given texts by name; {@code limit} and {@code offset} are the page
   * @throws WrongArguments if something is missing, unknown or wrong; names all of it
   */
  public static Arguments of(Query query, Map<String, List<String>> given) throws WrongArguments {
    return read(query, given, new ArrayList<>());
  }

  /**
   * Those of a JSON object: texts and times are strings, numbers are numbers, lists are arrays;
   * null is as if it were not there.
   *
   * @param json in UTF-8; nothing at all is an empty object
   * @throws WrongArguments if it is no object, or something is missing, unknown or wrong; names all
   *     of it
   */
  public static Arguments of(Query query, byte[] json) throws WrongArguments {
    try {
      JsonNode body = json.length == 0 ? JSON.createObjectNode() : JSON.readTree(json);
      if (body instanceof ObjectNode object) {
        return of(query, object);
      }
      throw new WrongArguments(
          List.of("the body is not an object of parameters such as {\"user_id\": \"U1\"}"));
    } catch (JacksonException e) {
      String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new WrongArguments(List.of("the body is no JSON: " + what));
    }
  }

  private static Arguments of(Query query, ObjectNode given) throws WrongArguments {
    List<String> faults = new ArrayList<>();
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : given.properties()) {
      JsonNode value = member.getValue();
      Optional<Parameter> parameter = query.parameter(member.getKey());
      if (value.isNull()) {
        continue;
      }
      List<String> here = new ArrayList<>();
      texts.put(member.getKey(), here);
      if (value.isArray() != parameter.map(Parameter::list).orElse(false)) {
        parameter.ifPresent(
            one ->
                faults.add(
                    "'"
                        + one.name()
                        + "': expected "
                        + one.expected()
                        + ", got "
                        + (value.isArray() ? "a list" : "one value")));
        here.add(value.isValueNode() ? value.asString() : "");
        continue;
      }
      for (JsonNode one : value.isArray() ? value : List.of(value)) {
        if (parameter.map(known -> fits(known.kind(), one)).orElse(one.isValueNode())) {
          here.add(one.asString());
        } else {
          parameter.ifPresent(
              known ->
                  faults.add(
                      "'"
                          + known.name()
                          + "': expected "
                          + known.expected()
                          + ", got "
                          + Parameter.shown(one.toString())));
        }
      }
    }
    return read(query, texts, faults);
  }

  private static boolean fits(ValueKind kind, JsonNode value) {
    return switch (kind) {
      case TEXT, TIMESTAMP, DATE, DURATION -> value.isString();
      case INTEGER, NUMBER -> value.isNumber() || value.isString();
      case BOOLEAN -> value.isBoolean() || value.isString();
    };
  }

  private static Arguments read(Query query, Map<String, List<String>> given, List<String> faults)
      throws WrongArguments {
    for (String name : given.keySet()) {
      if (query.parameter(name).isEmpty() && !ParameterReader.OF_ALL.contains(name)) {
        faults.add(unknown(query, name));
      }
    }
    Map<String, Optional<Object>> values = new LinkedHashMap<>();
    for (Parameter parameter : query.parameters()) {
      List<String> texts = given.get(parameter.name());
      boolean named = faults.stream().anyMatch(one -> one.startsWith("'" + parameter.name() + "'"));
      if (texts != null && !named) {
        values.put(parameter.name(), Optional.ofNullable(parameter.read(texts, faults)));
      } else if (texts == null) {
        values.put(parameter.name(), parameter.standard());
        if (parameter.required()) {
          faults.add("'" + parameter.name() + "' is missing: expected " + parameter.expected());
        }
      }
    }
    int limit = number(given, "limit", 1, query.rows(), query.rows(), faults);
    int offset = number(given, "offset", 0, MOST_OFFSET, 0, faults);
    if (!faults.isEmpty()) {
      throw new WrongArguments(faults);
    }
    return new Arguments(values, limit, offset);
  }

  private static String unknown(Query query, String name) {
    List<String> known =
        Stream.concat(
                query.parameters().stream().map(Parameter::name),
                ParameterReader.OF_ALL.stream().sorted())
            .toList();
    String near = Suggestion.didYouMean(name, known);
    return "there is no parameter "
        + Parameter.shown(name)
        + (near.isEmpty() ? "; there are " + String.join(", ", known) : near);
  }

  private static int number(
      Map<String, List<String>> given,
      String name,
      int least,
      int most,
      int usual,
      List<String> faults) {
    List<String> texts = given.get(name);
    if (texts == null) {
      return usual;
    }
    try {
      int number = texts.size() == 1 ? Integer.parseInt(texts.get(0)) : -1;
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as beyond the range.
    }
    faults.add(
        "'"
            + name
            + "': expected a whole number from "
            + least
            + " to "
            + most
            + ", got "
            + Parameter.shown(String.join(", ", texts)));
    return usual;
  }

  /** The value of a parameter; null for one that need not be given. */
  @Nullable Object value(String name) {
    return values.getOrDefault(name, Optional.empty()).orElse(null);
  }

  /** How many rows the page may have. */
  public int limit() {
    return limit;
  }

  /** How many rows there are before the page. */
  public int offset() {
    return offset;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Arguments that
        && values.equals(that.values)
        && limit == that.limit
        && offset == that.offset;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * values.hashCode() + limit) + offset;
  }
}
