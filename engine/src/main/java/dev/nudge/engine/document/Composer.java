package dev.nudge.engine.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds nodes from parse events. An alias gives the very node of its anchor, so aliases cost no
 * memory; what they would expand to is counted, and bounded, as is the depth.
 */
final class Composer {
  /** Values of one document, aliases expanded. */
  static final int MOST_VALUES = 100_000;

  /** Lists and mappings inside each other. */
  static final int DEEPEST = 64;

  private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?");

  /** A node and what it counts for; absent while it is still being built. */
  private record Anchored(Node node, int values, int depth) {}

  private final Source source;
  private final int base;
  private final List<Problem> problems;
  private final Map<Anchor, Optional<Anchored>> anchors = new HashMap<>();
  private int values;
  private int deepest;

  /**
   * A composer of events.
   *
   * @param base the index in the source of the character that the parser calls 0
   */
  Composer(Source source, int base, List<Problem> problems) {
    this.source = source;
    this.base = base;
    this.problems = problems;
  }

  /** Adds the documents one by one, so that those before a failure are kept. */
  void compose(Iterable<Event> stream, List<Document> documents) throws Unreadable {
    Events events = new Events(stream.iterator());
    while (events.hasNext()) {
      if (!(events.next() instanceof DocumentStartEvent)) {
        continue;
      }
      anchors.clear();
      values = 0;
      int before = problems.size();
      Node root = node(events, 0);
      documents.add(new Document(root, problems.size() == before));
      while (events.hasNext() && !(events.next() instanceof DocumentEndEvent)) {
        // A document holds one node.
      }
    }
  }

  private Node node(Events events, int depth) throws Unreadable {
    Event event = events.next();
    if (event instanceof AliasEvent alias) {
      return alias(alias, depth);
    }
    count(event, 1);
    deepest = Math.max(deepest, depth);
    if (depth > DEEPEST) {
      throw new Unreadable(offset(event), "nested deeper than " + DEEPEST + " levels");
    }
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    int valuesBefore = values;
    int deepestBefore = deepest;
    deepest = depth;
    if (anchor.isPresent()) {
      anchors.put(anchor.get(), Optional.empty());
    }
    Node node =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event, events, depth);
    if (anchor.isPresent()) {
      anchors.put(
          anchor.get(),
          Optional.of(new Anchored(node, values - valuesBefore + 1, deepest - depth)));
    }
    deepest = Math.max(deepest, deepestBefore);
    return node;
  }

  private Node alias(AliasEvent event, int depth) throws Unreadable {
    Optional<Anchored> anchored = event.getAnchor().map(anchors::get).orElse(null);
    String name = event.getAnchor().map(Anchor::getValue).orElse("");
    if (anchored == null) {
      throw new Unreadable(offset(event), "alias '*" + name + "' has no anchor '&" + name + "'");
    }
    if (anchored.isEmpty()) {
      throw new Unreadable(offset(event), "alias '*" + name + "' is inside its own anchor");
    }
    count(event, anchored.get().values());
    deepest = Math.max(deepest, depth + anchored.get().depth());
    if (deepest > DEEPEST) {
      throw new Unreadable(offset(event), "nested deeper than " + DEEPEST + " levels");
    }
    return anchored.get().node();
  }

  private void count(Event event, int more) throws Unreadable {
    values += more;
    if (values > MOST_VALUES) {
      throw new Unreadable(
          offset(event), "more than " + MOST_VALUES + " values in one document, aliases expanded");
    }
  }

  private Node scalar(ScalarEvent event) {
    if (event.getTag().isPresent() && event.isPlain()) {
      refuseTag(event.getTag(), event);
      // What was meant is most likely all of it: !has(event.price)
      String raw = source.text().substring(offset(event), endOffset(event));
      return new Node.Scalar(Node.Scalar.Type.STRING, Text.at(source.position(offset(event)), raw));
    }
    Text text =
        ScalarPlaces.text(
            source, offset(event), endOffset(event), event.getScalarStyle(), event.getValue());
    refuseTag(event.getTag(), event);
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN && event.getTag().isEmpty();
    return new Node.Scalar(plain ? type(text.value()) : Node.Scalar.Type.STRING, text);
  }

  /** YAML's JSON schema, with the nulls of its core schema. */
  private static Node.Scalar.Type type(String value) {
    if (value.isEmpty() || value.equals("~") || value.equals("null")) {
      return Node.Scalar.Type.NULL;
    }
    if (value.equals("true") || value.equals("false")) {
      return Node.Scalar.Type.BOOLEAN;
    }
    char first = value.charAt(0);
    if (first != '-' && (first < '0' || first > '9')) {
      return Node.Scalar.Type.STRING;
    }
    if (INTEGER.matcher(value).matches()) {
      return Node.Scalar.Type.INTEGER;
    }
    return DECIMAL.matcher(value).matches() ? Node.Scalar.Type.DECIMAL : Node.Scalar.Type.STRING;
  }

  private Node collection(CollectionStartEvent start, Events events, int depth) throws Unreadable {
    refuseTag(start.getTag(), start);
    Position position = source.position(offset(start));
    return start instanceof MappingStartEvent
        ? mapping(position, events, depth)
        : listing(position, events, depth);
  }

  private Node listing(Position position, Events events, int depth) throws Unreadable {
    List<Node> elements = new ArrayList<>();
    while (!(events.peek() instanceof SequenceEndEvent)) {
      elements.add(node(events, depth + 1));
    }
    events.next();
    return new Node.Listing(position, List.copyOf(elements));
  }

  private Node mapping(Position position, Events events, int depth) throws Unreadable {
    List<Node.Entry> entries = new ArrayList<>();
    Map<String, Text> seen = new HashMap<>();
    while (!(events.peek() instanceof MappingEndEvent)) {
      boolean plain = events.peek() instanceof ScalarEvent scalar && scalar.isPlain();
      Node key = node(events, depth + 1);
      Node value = node(events, depth + 1);
      if (!(key instanceof Node.Scalar name) || name.text().value().isEmpty()) {
        error(key.position(), "a key must be a word, got " + key.describe());
        continue;
      }
      Text first = seen.putIfAbsent(name.text().value(), name.text());
      if (first != null) {
        Position at = first.position();
        String text = "duplicate key '" + first + "', first at " + at.line() + ":" + at.column();
        error(key.position(), text);
      } else if (plain && name.text().value().equals("<<")) {
        error(key.position(), "merge keys ('<<') are not supported; alias the whole value");
      } else {
        entries.add(new Node.Entry(name.text(), value));
      }
    }
    events.next();
    return new Node.Mapping(position, List.copyOf(entries));
  }

  private void refuseTag(Optional<String> tag, Event event) {
    tag.ifPresent(
        name ->
            error(
                source.position(offset(event)),
                "'"
                    + (name.startsWith("!") ? name : "!!" + name.replaceFirst("^.*:", ""))
                    + "' is read as a YAML tag; put a value that begins with '!' in quotes"));
  }

  private void error(Position at, String text) {
    problems.add(Problem.error(at, text));
  }

  private int offset(Event event) {
    return source.offset(base + event.getStartMark().map(Mark::getIndex).orElse(0));
  }

  private int endOffset(Event event) {
    return source.offset(base + event.getEndMark().map(Mark::getIndex).orElse(0));
  }

  /** Parse events, one seen ahead. */
  private static final class Events {
    private final Iterator<Event> events;
    private @Nullable Event ahead;

    Events(Iterator<Event> events) {
      this.events = events;
    }

    boolean hasNext() {
      return ahead != null || events.hasNext();
    }

    Event peek() {
      Event event = ahead;
      if (event == null) {
        event = events.next();
        ahead = event;
      }
      return event;
    }

    Event next() {
      Event event = peek();
      ahead = null;
      return event;
    }
  }
}
