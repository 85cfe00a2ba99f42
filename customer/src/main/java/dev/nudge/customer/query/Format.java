package dev.nudge.customer.query;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** How an answer is written. The bytes of equal answers are equal. */
public enum Format {
  /** One object with the columns, the rows as objects, and the page. */
  JSON("application/json"),
  /** RFC 4180 with a line of names; null is empty, an empty text is {@code ""}. */
  CSV("text/csv"),
  /** A row a line, as objects. */
  NDJSON("application/x-ndjson");

  /** Beyond so many digits that a number does not have, it is written with an exponent. */
  private static final int MOST_ZEROS = 40;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Without a charset, which is always UTF-8. */
  public String mediaType() {
    return mediaType;
  }

  /** As it is asked for: {@code csv}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  byte[] write(Query query, Arguments arguments, Rows rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    switch (this) {
      case JSON -> json(query, arguments, rows, bytes);
      case CSV -> csv(rows, bytes);
      case NDJSON -> {
        for (List<@Nullable Object> row : rows.rows()) {
          try (JsonGenerator json = generator(bytes)) {
            row(json, rows.columns(), row);
          }
          bytes.write('\n');
        }
      }
    }
    return bytes.toByteArray();
  }

  static JsonGenerator generator(ByteArrayOutputStream bytes) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);
  }

  private static void json(
      Query query, Arguments arguments, Rows rows, ByteArrayOutputStream bytes) {
    try (JsonGenerator json = generator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("name", query.name());
      json.writeStringProperty("version", query.version());
      json.writeArrayPropertyStart("columns");
      for (Column column : rows.columns()) {
        json.writeStartObject();
        json.writeStringProperty("name", column.name());
        json.writeStringProperty("type", column.type());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("rows");
      for (List<@Nullable Object> row : rows.rows()) {
        row(json, rows.columns(), row);
      }
      json.writeEndArray();
      json.writeObjectPropertyStart("page");
      json.writeNumberProperty("limit", arguments.limit());
      json.writeNumberProperty("offset", arguments.offset());
      json.writeNumberProperty("rows", rows.rows().size());
      json.writeBooleanProperty("more", rows.more());
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  static void row(JsonGenerator json, List<Column> columns, List<@Nullable Object> row) {
    json.writeStartObject();
    for (int i = 0; i < columns.size(); i++) {
      json.writeName(columns.get(i).name());
      value(json, row.get(i));
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, @Nullable Object value) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Rows.Json known) {
      json.writeRawValue(known.text());
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(text(number));
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(one -> value(json, one));
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }

  private static String text(BigDecimal number) {
    return Math.abs(number.scale()) <= MOST_ZEROS ? number.toPlainString() : number.toString();
  }

  private static void csv(Rows rows, ByteArrayOutputStream bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.columns().size(); i++) {
      cell(text, i, rows.columns().get(i).name());
    }
    text.append("\r\n");
    for (List<@Nullable Object> row : rows.rows()) {
      for (int i = 0; i < row.size(); i++) {
        cell(text, i, plain(row.get(i)));
      }
      text.append("\r\n");
    }
    bytes.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String plain(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal number) {
      return text(number);
    }
    if (value instanceof Rows.Json json) {
      return json.text();
    }
    if (value instanceof List<?>) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator json = generator(bytes)) {
        value(json, value);
      }
      return bytes.toString(StandardCharsets.UTF_8);
    }
    return value.toString();
  }

  private static void cell(StringBuilder text, int at, @Nullable String value) {
    if (at > 0) {
      text.append(',');
    }
    if (value == null) {
      return;
    }
    boolean quoted =
        value.isEmpty() || value.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ');
    text.append(quoted ? "\"" + value.replace("\"", "\"\"") + "\"" : value);
  }
}
