package dev.nudge.engine.mapping;

import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.expression.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the document of a mapping into plans; every mistake becomes a problem at its place. */
final class MappingReader {
  /** What happened to a row is read by pointers, and no property of its own. */
  private static final Set<String> WITH_CHANGE =
      Set.of("id", "user", "type", "time", Envelope.CHANGE);

  private final List<Problem> problems;

  MappingReader(List<Problem> problems) {
    this.problems = problems;
  }

  private enum Rest {
    KEEP,
    DROP
  }

  Optional<Mapping> read(String file, String text) {
    long before = errors();
    List<Document> documents = DocumentReader.read(file, text, problems);
    if (documents.isEmpty()) {
      if (errors() == before) {
        problems.add(Problem.error(new Position(file, 1, 1), "the file holds no mapping"));
      }
      return Optional.empty();
    }
    if (documents.size() > 1) {
      problems.add(
          Problem.error(
              documents.get(1).root().position(), "a second document; a mapping is one document"));
    }
    Optional<Mapping> mapping =
        Fields.open(documents.get(0).root(), MappingKeys.TOP, MappingKeys.GRAMMAR, problems)
            .map(this::mapping);
    return errors() == before ? mapping : Optional.empty();
  }

  private long errors() {
    return problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).count();
  }

  private Mapping mapping(Fields top) {
    top.require("user", "which column or JSON pointer holds the user?");
    List<CoreFieldRule> core = new ArrayList<>();
    core.addAll(coreFields(top, CoreField.USER, MappingKeys.TEXT, false));
    core.add(coreField(top, CoreField.TYPE, MappingKeys.TYPE, false));
    Unnesting unnesting = new UnnestingReader(top, problems).read(computed(top), Envelope.USUAL);
    boolean changes = unnesting.envelope().isPresent();
    if (changes) {
      top.require("type", "such as {constant: order}, /change/table or /change/operation");
    }
    core.addAll(times(top, unnesting, false));
    core.addAll(coreFields(top, CoreField.ID, MappingKeys.TEXT, true));
    Set<String> reserved = changes ? WITH_CHANGE : Event.FIELDS;
    Plan named = plan(top, core, reserved);
    Plan events =
        top.has("id") ? named : changes ? named.withoutId() : named.unlessIdIsSomethingElse();
    Optional<Mapping.ProfilePlan> profiles =
        top.open("profiles", MappingKeys.PROFILES).map(this::profiles);
    Optional<Mapping.CatalogPlan> catalog =
        top.open("catalog", MappingKeys.CATALOG).map(this::catalog);
    return new Mapping(events, unnesting, profiles, catalog);
  }

  private Mapping.ProfilePlan profiles(Fields fields) {
    fields.require("user", "which column or JSON pointer holds the user?");
    Unnesting unnesting =
        new UnnestingReader(fields, problems).read(computed(fields), Envelope.OF_TABLE);
    Set<String> reserved = new HashSet<>(Mapping.PROFILE_FIELDS);
    if (unnesting.envelope().isPresent()) {
      reserved.add(Envelope.CHANGE);
    }
    return new Mapping.ProfilePlan(
        plan(
            fields,
            Stream.of(
                    coreFields(fields, CoreField.USER, MappingKeys.TEXT, false),
                    times(fields, unnesting, true))
                .flatMap(List::stream)
                .toList(),
            reserved),
        unnesting);
  }

  /** The time; of a change, where nothing else is said, when it happened. */
  private List<CoreFieldRule> times(Fields fields, Unnesting unnesting, boolean optional) {
    return unnesting.envelope().isPresent() && !fields.has("time")
        ? List.of(
            new CoreFieldRule(
                CoreField.TIME,
                Source.of("/" + Envelope.CHANGE + "/time"),
                optional,
                Map.of(),
                TimeSpec.ISO_OR_EPOCH))
        : coreFields(fields, CoreField.TIME, MappingKeys.TIME, optional);
  }

  /** A field that may stand in several places: under its key, or under 'from' there, is a list. */
  private List<CoreFieldRule> coreFields(
      Fields fields, CoreField field, Keys keys, boolean optional) {
    Optional<Node> node = fields.node(field.word());
    if (node.isPresent() && node.get() instanceof Node.Listing) {
      CoreFieldRule absent = CoreFieldRule.named(field, optional);
      if (field == CoreField.TIME) {
        fields.error(
            node.get().position(),
            "'time' in several places needs its format: {from: [date, clock], format: ...}");
      }
      return places(fields, field.word(), absent);
    }
    if (node.isPresent()
        && node.get() instanceof Node.Mapping mapping
        && mapping.entries().stream()
            .anyMatch(
                entry ->
                    entry.key().value().equals("from") && entry.value() instanceof Node.Listing)) {
      return fields
          .open(node.get(), keys)
          .map(
              inner ->
                  places(
                      inner,
                      "from",
                      new CoreFieldRule(
                          field,
                          Source.of(field.word()),
                          false,
                          Map.of(),
                          field == CoreField.TIME
                              ? TimeSpecReader.read(inner)
                              : TimeSpec.ISO_OR_EPOCH)))
          .orElse(List.of());
    }
    return List.of(coreField(fields, field, keys, optional));
  }

  private static List<CoreFieldRule> places(Fields fields, String key, CoreFieldRule rule) {
    List<CoreFieldRule> rules = new ArrayList<>();
    for (Text text : fields.texts(key, "the name of a column or a JSON pointer")) {
      source(text, fields).ifPresent(source -> rules.add(rule.from(source, rules.size())));
    }
    return rules;
  }

  private Mapping.CatalogPlan catalog(Fields fields) {
    fields.require("key", "which column or JSON pointer of the catalogue tells its lines apart?");
    CoreFieldRule key = coreField(fields, CoreField.KEY, MappingKeys.TEXT, false);
    Unnesting unnesting =
        new UnnestingReader(fields, problems).read(computed(fields), Envelope.ALL);
    List<CoreFieldRule> core = new ArrayList<>(List.of(key));
    boolean changes = unnesting.envelope().isPresent();
    if (changes) { // tells a thing that is no more
      core.add(
          new CoreFieldRule(
              CoreField.TYPE,
              Source.of("/" + Envelope.CHANGE + "/operation"),
              true,
              Map.of(),
              TimeSpec.ISO_OR_EPOCH));
    }
    String name = key.source() instanceof Source.Column column ? column.name() : "key";
    return new Mapping.CatalogPlan(
        plan(fields, core, changes ? WITH_CHANGE : Event.FIELDS),
        unnesting,
        fields.text("event", "an event property").map(Text::value).orElse(name));
  }

  private Plan plan(Fields fields, List<CoreFieldRule> core, Set<String> reserved) {
    List<Field> named = new ArrayList<>();
    Set<String> hidden = new HashSet<>(reserved);
    for (Node.Entry entry : fields.entries("properties", "names with sources")) {
      if (isComputed(entry)) {
        hidden.add(entry.key().value()); // a member of that name is another
      } else if (isFree(entry.key(), reserved, fields)) {
        field(entry, fields).ifPresent(named::add);
      }
    }
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Node.Entry entry : fields.entries("constants", "names with values")) {
      if (isFree(entry.key(), reserved, fields)) {
        constants.put(entry.key().value(), Constants.value(entry.value(), fields));
      }
      if (named.stream().anyMatch(field -> field.name().equals(entry.key().value()))) {
        fields.error(
            entry.key().position(),
            "'" + entry.key().value() + "' is already named under 'properties'");
      }
    }
    boolean keep = fields.choice("rest", Rest.class).orElse(Rest.KEEP) == Rest.KEEP;
    return new Plan(
        List.copyOf(core),
        List.copyOf(named),
        Properties.of(constants),
        keep,
        Set.copyOf(hidden),
        CsvFormReader.read(fields));
  }

  private static boolean isComputed(Node.Entry entry) {
    return entry.value() instanceof Node.Mapping mapping
        && mapping.entries().stream().anyMatch(inner -> inner.key().value().equals("compute"));
  }

  /** The properties that are computed of the record. */
  private List<Computed> computed(Fields fields) {
    List<Computed> computed = new ArrayList<>();
    for (Node.Entry entry : fields.entries("properties", "names with sources")) {
      if (isComputed(entry) && isFree(entry.key(), Event.FIELDS, fields)) {
        fields
            .open(entry.value(), MappingKeys.PROPERTY)
            .ifPresent(
                inner -> {
                  if (inner.has("from")) {
                    inner.error(
                        inner.keyPosition("from"),
                        "'from' beside 'compute': leave one of them out");
                  }
                  new UnnestingReader(fields, problems)
                      .expression(inner, "compute", Scope.Type.DYN)
                      .ifPresent(
                          value ->
                              computed.add(new Computed(entry.key().value(), value, type(inner))));
                });
      }
    }
    return computed;
  }

  private static boolean isFree(Text name, Set<String> reserved, Fields fields) {
    if (reserved.contains(name.value())) {
      fields.error(
          name.position(),
          "no property can be called '" + name.value() + "': that is a part of every line");
      return false;
    }
    return true;
  }

  private CoreFieldRule coreField(Fields fields, CoreField field, Keys keys, boolean optional) {
    CoreFieldRule absent = CoreFieldRule.named(field, optional);
    Optional<Node> node = fields.node(field.word());
    if (node.isEmpty()) {
      return absent;
    }
    if (!(node.get() instanceof Node.Mapping)) {
      return fields
          .text(field.word(), "the name of a column, a JSON pointer such as /data/x, or a mapping")
          .flatMap(text -> source(text, fields))
          .map(source -> new CoreFieldRule(field, source, false, Map.of(), TimeSpec.ISO_OR_EPOCH))
          .orElse(absent);
    }
    Optional<Fields> opened = fields.open(node.get(), keys);
    if (opened.isEmpty()) {
      return absent;
    }
    Fields inner = opened.get();
    boolean constant = keys.known().contains("constant") && inner.has("constant");
    if (constant && field == CoreField.ID) {
      inner.error(inner.keyPosition("constant"), "'constant': an id tells events apart");
    }
    if (constant && inner.has("from")) {
      inner.error(inner.keyPosition("from"), "'from' beside 'constant': leave one of them out");
    }
    if (!constant) {
      inner.require("from", "the name of a column, or a JSON pointer such as /data/x");
    }
    Optional<Source> source =
        constant
            ? inner.text("constant").map(text -> new Source.Constant(text.value()))
            : inner
                .text("from", "the name of a column or a JSON pointer")
                .flatMap(text -> source(text, inner));
    Map<String, String> values = field == CoreField.TYPE ? values(inner) : Map.of();
    TimeSpec time = field == CoreField.TIME ? TimeSpecReader.read(inner) : TimeSpec.ISO_OR_EPOCH;
    return new CoreFieldRule(field, source.orElse(absent.source()), false, values, time);
  }

  private static Optional<Source> source(Text text, Fields fields) {
    if (text.value().isEmpty() || text.value().equals("/")) {
      fields.error(text.position(), "expected the name of a column, got an empty one");
      return Optional.empty();
    }
    return Optional.of(Source.of(text.value()));
  }

  private Map<String, String> values(Fields fields) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Node.Entry entry : fields.entries("values", "event types by the words of the source")) {
      if (entry.value() instanceof Node.Scalar scalar
          && scalar.type() == Node.Scalar.Type.STRING
          && !scalar.text().value().isEmpty()) {
        values.put(entry.key().value(), scalar.text().value());
      } else {
        fields.expected(entry.value(), entry.key().value(), "an event type", "");
      }
    }
    return values;
  }

  private Optional<Field> field(Node.Entry entry, Fields parent) {
    String name = entry.key().value();
    if (entry.value() instanceof Node.Mapping) {
      Optional<Fields> opened = parent.open(entry.value(), MappingKeys.PROPERTY);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      Fields inner = opened.get();
      Source source =
          inner
              .text("from", "the name of a column or a JSON pointer")
              .flatMap(text -> source(text, inner))
              .orElse(new Source.Column(name));
      return Optional.of(new Field(name, source, type(inner)));
    }
    if (entry.value() instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.STRING) {
      return source(scalar.text(), parent).map(source -> new Field(name, source, Type.ANY));
    }
    parent.expected(
        entry.value(),
        name,
        "the name of a column, a JSON pointer such as /data/x, or a mapping",
        "");
    return Optional.empty();
  }

  private Type type(Fields fields) {
    Type.Word word = Type.Word.ANY;
    if (fields.has("type")) {
      word = fields.choice("type", Written.class).map(Written::word).orElse(Type.Word.ANY);
    }
    String split = fields.text("split", "what separates the values").map(Text::value).orElse("");
    if (fields.has("split") && split.isEmpty()) {
      fields.error(
          fields.position("split"), "'split': expected what separates the values, such as ','");
    }
    Optional<String> times = Stream.of("format", "zone", "locale").filter(fields::has).findFirst();
    if (times.isPresent() && word != Type.Word.TIMESTAMP) {
      fields.error(
          fields.keyPosition(times.get()),
          "'" + times.get() + "' needs 'type: timestamp' beside it");
      return new Type(word, split, TimeSpec.ISO_OR_EPOCH);
    }
    return new Type(word, split, TimeSpecReader.read(fields));
  }

  /** The types that can be written; leaving a value as it is has no word. */
  private enum Written {
    STRING,
    INT,
    DOUBLE,
    BOOL,
    TIMESTAMP,
    JSON;

    Type.Word word() {
      return Type.Word.valueOf(name());
    }
  }
}
