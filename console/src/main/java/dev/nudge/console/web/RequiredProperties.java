package dev.nudge.console.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In the OpenAPI document, every property of a record is required that is not {@code Nullable}. */
@Component
class RequiredProperties implements ModelConverter {
  private static final String REFERENCE = "#/components/schemas/";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    JavaType java = Json.mapper().constructType(type.getType());
    if (schema != null && java != null && java.getRawClass().isRecord()) {
      Schema<?> defined = defined(schema, context);
      if (defined != null && defined.getProperties() != null) {
        defined.setRequired(required(java.getRawClass(), defined));
      }
    }
    return schema;
  }

  private static @Nullable Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
    return schema.get$ref() == null
        ? schema
        : context.getDefinedModels().get(schema.get$ref().substring(REFERENCE.length()));
  }

  private static List<String> required(Class<?> record, Schema<?> schema) {
    return Arrays.stream(record.getRecordComponents())
        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .map(RecordComponent::getName)
        .filter(schema.getProperties()::containsKey)
        .toList();
  }
}
