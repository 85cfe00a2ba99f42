package dev.nudge.console.web;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Gives every list of the API as CSV (RFC 4180, with a header) and as NDJSON as well, to whoever
 * accepts these and nothing else: an answer that is a list, has one list beside numbers, or says
 * which of its lists it is about ({@link HasRows}). What lies deeper than a cell is JSON in it.
 */
@Configuration(proxyBeanMethods = false)
class Tables implements WebMvcConfigurer {
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final JsonMapper json;

  Tables(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
    converters.configureMessageConvertersList(
        list -> {
          list.add(0, new RawWriter());
          list.add(new TableWriter(json)); // behind all others: who accepts anything gets JSON
        });
  }

  /** The one component of a record that is a list, where all others are numbers or flags. */
  private static Optional<RecordComponent> list(Class<?> type) {
    if (!type.isRecord()) {
      return Optional.empty();
    }
    List<RecordComponent> lists = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (List.class.isAssignableFrom(component.getType())) {
        lists.add(component);
      } else if (!component.getType().isPrimitive()) {
        return Optional.empty();
      }
    }
    return lists.size() == 1 ? Optional.of(lists.get(0)) : Optional.empty();
  }

  /** Writes answers, and reads nothing. */
  private abstract static class Writer<T> extends AbstractHttpMessageConverter<T> {
    Writer(MediaType... types) {
      super(types);
    }

    @Override
    protected boolean canRead(@Nullable MediaType type) {
      return false;
    }

    @Override
    protected T readInternal(Class<? extends T> type, HttpInputMessage in) {
      throw new HttpMessageNotReadableException("it is written only", in);
    }
  }

  /** What came as JSON is sent on as it is. */
  private static final class RawWriter extends Writer<RawRows> {
    RawWriter() {
      super(MediaType.APPLICATION_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
      return type == RawRows.class;
    }

    @Override
    protected void writeInternal(RawRows answer, HttpOutputMessage out) throws IOException {
      try (OutputStream body = out.getBody()) {
        body.write('[');
        for (int i = 0; i < answer.rows().size(); i++) {
          if (i > 0) {
            body.write(',');
          }
          body.write(answer.rows().get(i));
        }
        body.write(']');
      }
    }
  }

  private static final class TableWriter extends Writer<Object> {
    private final JsonMapper json;
    private final CsvMapper csv = new CsvMapper();

    TableWriter(JsonMapper json) {
      super(CSV, MediaType.APPLICATION_NDJSON);
      this.json = json;
    }

    @Override
    protected boolean supports(Class<?> type) {
      return Collection.class.isAssignableFrom(type)
          || HasRows.class.isAssignableFrom(type)
          || list(type).isPresent();
    }

    @Override
    protected void writeInternal(Object answer, HttpOutputMessage out) throws IOException {
      MediaType type = out.getHeaders().getContentType();
      boolean isLines = MediaType.APPLICATION_NDJSON.isCompatibleWith(type);
      try (OutputStream body = out.getBody()) {
        if (isLines && answer instanceof RawRows raw) {
          writeLines(raw.rows(), body);
        } else if (isLines) {
          writeLines(nodes(answer).stream().map(json::writeValueAsBytes).toList(), body);
        } else {
          write(nodes(answer), body);
        }
      }
    }

    private static void writeLines(List<byte[]> lines, OutputStream body) throws IOException {
      for (byte[] line : lines) {
        body.write(line);
        body.write('\n');
      }
    }

    private List<JsonNode> nodes(Object answer) {
      if (answer instanceof RawRows raw) {
        return raw.rows().stream().map(json::readTree).toList();
      }
      List<JsonNode> nodes = new ArrayList<>();
      json.valueToTree(rows(answer)).forEach(nodes::add);
      return nodes;
    }

    private static Object rows(Object answer) {
      if (answer instanceof Collection<?>) {
        return answer;
      }
      if (answer instanceof HasRows table) {
        return table.tableRows();
      }
      try {
        RecordComponent list = list(answer.getClass()).orElseThrow();
        list.getAccessor().setAccessible(true);
        return list.getAccessor().invoke(answer);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    private void write(List<JsonNode> rows, OutputStream body) {
      Set<String> columns = new LinkedHashSet<>();
      rows.forEach(row -> columns.addAll(row.isObject() ? row.propertyNames() : Set.of("value")));
      CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(!columns.isEmpty());
      schema.setLineSeparator("\r\n");
      columns.forEach(schema::addColumn);
      List<TreeMap<String, String>> lines = new ArrayList<>();
      for (JsonNode row : rows) {
        TreeMap<String, String> line = new TreeMap<>();
        for (String column : columns) {
          JsonNode cell = row.isObject() ? row.path(column) : row;
          if (!cell.isMissingNode() && !cell.isNull()) {
            line.put(column, cell.isContainer() ? cell.toString() : cell.asString());
          }
        }
        lines.add(line);
      }
      csv.writer(schema.build()).writeValues(body).writeAll(lines).close();
    }
  }
}
