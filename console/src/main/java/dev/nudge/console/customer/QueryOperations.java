package dev.nudge.console.customer;

import dev.nudge.customer.query.Format;
import dev.nudge.customer.query.Parameter;
import dev.nudge.customer.query.Query;
import dev.nudge.customer.query.ReadyQuery;
import dev.nudge.customer.query.ValueKind;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** In the OpenAPI document, each query is an operation of its own, as of this moment. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class QueryOperations implements OpenApiCustomizer {
  private static final String PATH = "/api/queries/";

  private final CustomerStore store;

  QueryOperations(CustomerStore store) {
    this.store = store;
  }

  @Override
  public void customise(OpenAPI document) {
    store
        .openQueries()
        .ifPresent(
            queries ->
                queries
                    .all()
                    .forEach(
                        query ->
                            document
                                .getPaths()
                                .addPathItem(
                                    PATH + query.query().name(),
                                    new PathItem().get(operation(query)))));
  }

  private static Operation operation(ReadyQuery ready) {
    Query query = ready.query();
    Operation operation =
        new Operation()
            .operationId(id(query.name()))
            .addTagsItem("queries")
            .summary(query.summary())
            .description(query.description());
    for (Parameter parameter : query.parameters()) {
      operation.addParametersItem(
          new QueryParameter()
              .name(parameter.name())
              .description(parameter.description())
              .required(parameter.required())
              .schema(schema(parameter)));
    }
    operation.addParametersItem(
        number("limit", "How many rows at most.", 1, query.rows(), query.rows()));
    operation.addParametersItem(number("offset", "How many rows before them.", 0, 1_000_000, 0));
    operation.addParametersItem(
        new QueryParameter()
            .name("format")
            .schema(
                typed("string", "")
                    ._enum(Arrays.stream(Format.values()).<Object>map(Format::word).toList())));
    Content content = new Content();
    for (Format format : Format.values()) {
      content.addMediaType(
          format.mediaType(),
          new MediaType()
              .schema(
                  format == Format.JSON
                      ? new Schema<>().$ref("#/components/schemas/QueryAnswer")
                      : typed("string", "")));
    }
    return operation.responses(
        new ApiResponses()
            .addApiResponse("200", new ApiResponse().description("OK").content(content)));
  }

  /** {@code queryBigSpenders}: a dash before a letter makes it great, any other is kept. */
  static String id(String name) {
    StringBuilder id = new StringBuilder("query");
    boolean great = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-') {
        great = i + 1 < name.length() && Character.isLetter(name.charAt(i + 1));
        id.append(great ? "" : "_");
      } else {
        id.append(great ? Character.toUpperCase(c) : c);
        great = false;
      }
    }
    return id.toString();
  }

  private static QueryParameter number(
      String name, String description, int least, int most, int usual) {
    Schema<Object> schema = typed("integer", "int32");
    schema.minimum(BigDecimal.valueOf(least)).maximum(BigDecimal.valueOf(most));
    schema.setDefault(usual);
    QueryParameter parameter = new QueryParameter();
    parameter.name(name).description(description).schema(schema);
    return parameter;
  }

  private static Schema<Object> schema(Parameter parameter) {
    Schema<Object> one = one(parameter);
    if (!parameter.list()) {
      parameter.written().ifPresent(one::setDefault);
      return one;
    }
    Schema<Object> list = typed("array", "");
    list.items(one).maxItems(parameter.most());
    return list;
  }

  private static Schema<Object> one(Parameter parameter) {
    Schema<Object> schema =
        switch (parameter.kind()) {
          case TEXT, DURATION -> typed("string", "");
          case INTEGER -> typed("integer", "int64");
          case NUMBER -> typed("number", "");
          case BOOLEAN -> typed("boolean", "");
          case TIMESTAMP -> typed("string", "date-time");
          case DATE -> typed("string", "date");
        };
    if (!parameter.oneOf().isEmpty()) {
      schema._enum(List.copyOf(parameter.oneOf()));
    }
    if (parameter.kind() == ValueKind.INTEGER || parameter.kind() == ValueKind.NUMBER) {
      parameter.min().ifPresent(bound -> schema.minimum(new BigDecimal(bound.text())));
      parameter.max().ifPresent(bound -> schema.maximum(new BigDecimal(bound.text())));
    }
    return schema;
  }

  private static Schema<Object> typed(String type, String format) {
    Schema<Object> schema = new Schema<>();
    // Of OpenAPI 3.1 a schema has types.
    schema.addType(type);
    if (!format.isEmpty()) {
      schema.setFormat(format);
    }
    return schema;
  }
}
