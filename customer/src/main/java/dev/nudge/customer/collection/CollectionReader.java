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
import dev.nudge.engine.mapping.ChangeFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
      Pattern.compile("^[\"']?(transform|source)[\"']?\\s*:", Pattern.MULTILINE);
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

  /** Whether a text is of collections, right or wrong: nothing else has a transform or a source. */
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
    boolean byDay = byDay(top, key);
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
            byDay,
            indexes));
  }

  private enum Partition {
    DAY
  }

  /** PostgreSQL finds a row by its key in one partition alone, and each day has to go some time. */
  private static boolean byDay(Fields top, List<String> key) {
    if (top.choice("partition", Partition.class).isEmpty()) {
      return false;
    }
    if (!key.contains("event_time")) {
      top.error(top.keyPosition("partition"), "'partition' needs event_time in 'key'");
    }
    if (!top.has("retention")) {
      top.error(top.keyPosition("partition"), "'partition' needs 'retention'");
    }
    return true;
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
    for (String key : FilesReader.KEYS) {
      if (fields.has(key) && !fields.has("files")) {
        fields.error(fields.keyPosition(key), "'" + key + "' goes with 'files'");
      }
    }
    if (fields.has("envelope") && !fields.has("topic")) {
      fields.error(fields.keyPosition("envelope"), "'envelope' goes with 'topic'");
    }
    if (fields.has("topic")) {
      Optional<ChangeFormat> envelope = fields.choice("envelope", ChangeFormat.class);
      return fields.text("topic").map(Text::value).map(name -> new Source.Topic(name, envelope));
    }
    if (fields.has("stream")) {
      Optional<Source.Stream.Kind> kind = fields.choice("stream", Source.Stream.Kind.class);
      if (kind.equals(Optional.of(Source.Stream.Kind.TRANSITIONS))) {
        fields.warning(
            fields.position("stream"),
            "only transitions that somebody asks for are written, unless the setting 'transitions' is"
                + " 'all'");
      }
      return kind.map(Source.Stream::new);
    }
    return FilesReader.read(fields, folder);
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
          .ifPresent(fields -> index(fields).ifPresent(indexes::add));
    }
    return indexes;
  }

  private static Optional<Index> index(Fields fields) {
    List<Index.For> given =
        Arrays.stream(Index.For.values()).filter(purpose -> fields.has(key(purpose))).toList();
    if (given.size() != 1) {
      fields.error(
          fields.position(),
          "expected one of 'columns', for order and equality, 'prefix', for what a text begins"
              + " with, 'gin', for what is in an array or object, and 'words', for search");
      return Optional.empty();
    }
    Index.For purpose = given.get(0);
    Pattern form = purpose == Index.For.COLUMNS ? INDEXED : COLUMN;
    List<String> columns = new ArrayList<>();
    for (Text text : fields.texts(key(purpose), "a column")) {
      if (!form.matcher(text.value()).matches()) {
        fields.error(
            text.position(),
            "expected a column such as user_id"
                + (purpose == Index.For.COLUMNS ? " or event_time desc" : ""));
      }
      columns.add(text.value());
    }
    if (purpose == Index.For.WORDS && columns.size() > 2) {
      fields.error(
          fields.position(), "'words' is of an id and an object, such as [user_id, profile]");
    }
    return Optional.of(new Index(purpose, columns));
  }

  private static String key(Index.For purpose) {
    return purpose.name().toLowerCase(Locale.ROOT);
  }
}
