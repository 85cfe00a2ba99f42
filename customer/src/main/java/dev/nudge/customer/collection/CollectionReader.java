package dev.nudge.customer.collection;

import dev.nudge.customer.collection.Collection.Combine;
import dev.nudge.customer.collection.Collection.Index;
import dev.nudge.customer.sql.SqlText;
import dev.nudge.customer.sql.Token;
import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the documents of collections; every mistake becomes a problem at its place. */
public final class CollectionReader {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern MARK =
      Pattern.compile("^[\"']?transform[\"']?\\s*:", Pattern.MULTILINE);
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
  private static final Pattern TYPE =
      Pattern.compile("[a-z][a-z0-9 ]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?");
  private static final Pattern INDEXED =
      Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,62})( asc| desc)?");

  private final Path folder;
  private final List<Problem> problems;

  private CollectionReader(Path folder, List<Problem> problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /**
   * The collections of a text; those with an error are left out.
   *
   * @param file what the text is called in problems
   * @param folder against which the paths of files are resolved
   */
  public static List<Collection> read(
      String file, String text, Path folder, List<Problem> problems) {
    CollectionReader reader = new CollectionReader(folder, problems);
    List<Collection> collections = new ArrayList<>();
    for (Document document : DocumentReader.read(file, text, problems)) {
      long before = reader.errors();
      Optional<Collection> collection =
          Fields.open(document.root(), CollectionKeys.TOP, CollectionKeys.GRAMMAR, problems)
              .flatMap(reader::collection);
      if (document.sound() && reader.errors() == before) {
        collection.ifPresent(collections::add);
      }
    }
    return collections;
  }

  /** Whether a text is of collections, right or wrong: nothing else has a transform. */
  public static boolean isCollection(String text) {
    return MARK.matcher(text).find();
  }

  private long errors() {
    return problems.stream().filter(Problem::isError).count();
  }

  private Optional<Collection> collection(Fields top) {
    top.require("id", "what is it called in SQL?");
    top.require("source", "such as {topic: orders} or {files: orders.csv}");
    top.require("transform", "a query over _input, such as: select * from _input");
    top.require("key", "which columns tell its rows apart?");
    Optional<String> id = top.text("id").map(text -> name(top, text));
    Optional<Source> source = top.open("source", CollectionKeys.SOURCE).flatMap(this::source);
    List<String> key = columns(top, "key");
    Map<String, Combine> combine = combine(top);
    for (String column : key) {
      if (combine.containsKey(column)) {
        top.error(
            top.keyPosition("combine"), "'" + column + "' is of the key, which does not change");
      }
    }
    Optional<SqlText> transform =
        top.text("transform", "a query over _input").flatMap(text -> transform(top, text));
    Map<String, String> input = input(top);
    List<Index> indexes = indexes(top);
    if (id.isEmpty() || source.isEmpty() || transform.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Collection(
            id.get(),
            top.text("description").map(Text::value).orElse(""),
            source.get(),
            input,
            transform.get(),
            key,
            combine,
            top.duration("retention"),
            indexes));
  }

  private static Optional<SqlText> transform(Fields top, Text text) {
    SqlText sql = SqlText.of(text);
    List<SqlText> statements = sql.statements();
    if (sql.problem().isPresent()) {
      top.error(sql.problem().get().at(), sql.problem().get().text());
      return Optional.empty();
    }
    if (statements.size() != 1) {
      top.error(
          statements.isEmpty() ? text.position() : statements.get(1).text().position(),
          statements.isEmpty()
              ? "'transform': expected a query over _input"
              : "a second statement; a transform is one query");
      return Optional.empty();
    }
    for (Token parameter : sql.parameters()) {
      top.error(
          text.position(parameter.from()),
          "a transform has no parameters; write '" + sql.value(parameter) + "' as a value");
    }
    return Optional.of(statements.get(0));
  }

  private static String name(Fields top, Text text) {
    if (!ID.matcher(text.value()).matches()) {
      top.error(
          text.position(),
          "'id': expected a name such as user_purchases: lower-case letters, digits and _, a letter"
              + " first, at most 40");
    }
    return text.value();
  }

  private Optional<Source> source(Fields fields) {
    List<String> given = List.of("topic", "stream", "files").stream().filter(fields::has).toList();
    if (given.size() != 1) {
      fields.error(
          fields.position(),
          given.isEmpty()
              ? "expected one of 'topic', 'stream' and 'files'"
              : "'" + given.get(0) + "' and '" + given.get(1) + "' exclude each other");
      return Optional.empty();
    }
    if (fields.has("format") && !fields.has("files")) {
      fields.error(fields.keyPosition("format"), "'format' goes with 'files'");
    }
    if (fields.has("topic")) {
      return fields.text("topic").map(Text::value).map(Source.Topic::new);
    }
    if (fields.has("stream")) {
      return fields.choice("stream", Source.Stream.Kind.class).map(Source.Stream::new);
    }
    return fields.text("files").flatMap(text -> files(fields, text));
  }

  private Optional<Source> files(Fields fields, Text text) {
    Path path = folder.resolve(text.value());
    Path name = path.getFileName();
    Path parent = path.getParent();
    if (name == null || parent == null || parent.toString().matches(".*[*?\\[{].*")) {
      fields.error(
          text.position(),
          "'files': expected a file, such as data/orders-*.csv; only its name may hold *");
      return Optional.empty();
    }
    Optional<Source.Files.Format> format =
        fields.has("format")
            ? fields.choice("format", Source.Files.Format.class)
            : format(name.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", ""));
    if (format.isEmpty() && !fields.has("format")) {
      fields.error(
          text.position(),
          "the name does not say what stands in it: add 'format: csv', json or parquet");
    }
    return format.map(
        found -> new Source.Files(parent.toAbsolutePath().normalize(), name.toString(), found));
  }

  private static Optional<Source.Files.Format> format(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv", "tsv" -> Optional.of(Source.Files.Format.CSV);
      case "json", "jsonl", "ndjson" -> Optional.of(Source.Files.Format.JSON);
      case "parquet" -> Optional.of(Source.Files.Format.PARQUET);
      default -> Optional.empty();
    };
  }

  private Map<String, String> input(Fields top) {
    Map<String, String> input = new LinkedHashMap<>();
    for (Node.Entry entry :
        top.entries("input", "columns and their types, such as {user_id: text}")) {
      Text name = entry.key();
      if (!COLUMN.matcher(name.value()).matches()) {
        top.error(
            name.position(),
            "'input': expected the name of a column: letters, digits and _, a letter first; what"
                + " is called otherwise, read from the whole record: _record ->> 'a name'");
        continue;
      }
      if (entry.value() instanceof Node.Scalar scalar
          && TYPE.matcher(scalar.text().value()).matches()) {
        input.put(name.value(), scalar.text().value());
      } else {
        top.expected(
            entry.value(),
            name.value(),
            "a type of PostgreSQL, such as text, bigint, numeric, boolean, timestamptz, jsonb or"
                + " text[]",
            "");
      }
    }
    return input;
  }

  private Map<String, Combine> combine(Fields top) {
    Map<String, Combine> combine = new LinkedHashMap<>();
    for (Node.Entry entry :
        top.entries("combine", "columns and how their values become one, such as {last: max}")) {
      String name = entry.key().value();
      combineOf(entry.value())
          .ifPresentOrElse(
              how -> combine.put(name, how),
              () -> top.expected(entry.value(), name, "one of min, max, merge, union", ""));
    }
    return combine;
  }

  private static Optional<Combine> combineOf(Node node) {
    if (node instanceof Node.Scalar scalar) {
      for (Combine how : Combine.values()) {
        if (how.name().toLowerCase(Locale.ROOT).equals(scalar.text().value())) {
          return Optional.of(how);
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> columns(Fields fields, String key) {
    List<String> columns = new ArrayList<>();
    for (Text text : fields.texts(key, "a column")) {
      if (!COLUMN.matcher(text.value()).matches()) {
        fields.error(text.position(), "'" + key + "': expected the name of a column");
      } else if (columns.contains(text.value())) {
        fields.error(text.position(), "'" + text.value() + "' stands there twice");
      }
      columns.add(text.value());
    }
    return columns;
  }

  private static List<Index> indexes(Fields top) {
    List<Index> indexes = new ArrayList<>();
    for (Node node : top.list("indexes", "indexes such as {columns: [user_id, event_time desc]}")) {
      top.open(node, CollectionKeys.INDEX)
          .ifPresent(
              fields -> {
                if (fields.has("columns") == fields.has("gin")) {
                  fields.error(
                      fields.position(),
                      "expected either 'columns', for order and equality, or 'gin', for what is in"
                          + " an array or object");
                  return;
                }
                boolean gin = fields.has("gin");
                List<String> columns = new ArrayList<>();
                for (Text text : fields.texts(gin ? "gin" : "columns", "a column")) {
                  if (!INDEXED.matcher(text.value()).matches()) {
                    fields.error(
                        text.position(), "expected a column such as user_id or event_time desc");
                  }
                  columns.add(text.value());
                }
                indexes.add(new Index(columns, gin));
              });
    }
    return indexes;
  }
}
