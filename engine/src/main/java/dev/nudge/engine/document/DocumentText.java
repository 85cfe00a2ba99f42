package dev.nudge.engine.document;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The text of one document as its author wrote it, comments and all. Wherever it is read, and under
 * whatever name, it means the same.
 *
 * @param line in its file, from 1, on which it begins
 * @param text YAML, or JSON
 */
public record DocumentText(int line, String text) {
  private static final String ANY_NAME = "document.yaml";

  /**
   * Cuts a file into its documents; one that holds nothing is left out. Linear.
   *
   * @param file as the user named it; the tabs of JSON become spaces
   * @param text of documents that were read without a syntax error
   * @return nothing where there is a syntax error after all
   */
  public static List<DocumentText> split(String file, String text) {
    String whole = withoutMark(JsonTabs.toSpaces(file, text));
    Source source = new Source(file, whole);
    List<Integer> starts = new ArrayList<>();
    try {
      for (Event event : parse(whole)) {
        if (event instanceof DocumentStartEvent) {
          // What stands before the first document, comments mostly, belongs to it.
          starts.add(starts.isEmpty() ? 0 : source.offset(index(event.getStartMark())));
        }
      }
    } catch (YamlEngineException e) {
      return List.of();
    }
    List<DocumentText> documents = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int start = starts.get(i);
      int stop = i + 1 < starts.size() ? starts.get(i + 1) : whole.length();
      DocumentText document = new DocumentText(source.line(start), whole.substring(start, stop));
      if (document.root().filter(root -> !isNothing(root)).isPresent()) {
        documents.add(document);
      }
    }
    return documents;
  }

  /**
   * This document with another value under one of its topmost keys, and all else as it was. A key
   * that is not there is put first.
   *
   * @param value a word that needs no quotes
   * @return nothing where that cannot be done in place, such as for a value that is used elsewhere
   *     by an alias
   */
  public Optional<DocumentText> with(String key, String value) {
    return root()
        .filter(root -> root instanceof Node.Mapping)
        .flatMap(root -> edited(key, value).filter(edited -> isAsMeant(root, edited, key, value)));
  }

  private Optional<DocumentText> edited(String key, String value) {
    Source source = new Source(ANY_NAME, text);
    Iterator<Event> events = parse(text).iterator();
    Event event = events.next();
    while (!(event instanceof MappingStartEvent)) {
      event = events.next();
    }
    boolean flow = ((MappingStartEvent) event).isFlow();
    int opened = source.offset(index(event.getStartMark()));
    int first = -1;
    for (event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
      if (first < 0) {
        first = source.offset(index(event.getStartMark()));
      }
      boolean found = event instanceof ScalarEvent scalar && scalar.getValue().equals(key);
      skip(event, events);
      event = events.next();
      if (found) {
        return event instanceof ScalarEvent
            ? Optional.of(
                replaced(
                    source.offset(index(event.getStartMark())),
                    source.offset(index(event.getEndMark())),
                    value))
            : Optional.empty();
      }
      skip(event, events);
    }
    return first < 0
        ? Optional.empty()
        : Optional.of(
            inserted(opened, text.charAt(opened) == '?' ? opened : first, flow, key, value));
  }

  private DocumentText replaced(int from, int to, String value) {
    String old = text.substring(from, to).stripTrailing();
    String quote = old.startsWith("\"") || old.startsWith("'") ? old.substring(0, 1) : "";
    return new DocumentText(
        line,
        text.substring(0, from) + quote + value + quote + text.substring(from + old.length()));
  }

  private DocumentText inserted(int opened, int first, boolean flow, String key, String value) {
    String entry;
    if (flow) {
      String space = text.substring(opened + 1, first);
      entry =
          "\""
              + key
              + "\": \""
              + value
              + "\","
              + (space.isEmpty() || !space.isBlank() ? " " : space);
    } else {
      int indent = new Source(ANY_NAME, text).column(first) - 1;
      entry = key + ": " + value + "\n" + " ".repeat(indent);
    }
    return new DocumentText(line, text.substring(0, first) + entry + text.substring(first));
  }

  /** Passes what is inside a collection that has just begun. */
  private static void skip(Event event, Iterator<Event> events) {
    int depth = event instanceof CollectionStartEvent ? 1 : 0;
    while (depth > 0) {
      Event inner = events.next();
      depth += inner instanceof CollectionStartEvent ? 1 : 0;
      depth -= inner instanceof CollectionEndEvent ? 1 : 0;
    }
  }

  /** YAML has more corners than one can think of, so an edit is read again. */
  private static boolean isAsMeant(Node before, DocumentText edited, String key, String value) {
    Optional<Node> after = edited.root();
    return after.isPresent()
        && after.get() instanceof Node.Mapping now
        && before instanceof Node.Mapping then
        && same(without(key, then), without(key, now))
        && now.entries().stream()
            .anyMatch(
                entry ->
                    entry.key().value().equals(key)
                        && entry.value() instanceof Node.Scalar scalar
                        && scalar.text().value().equals(value));
  }

  private static Node.Mapping without(String key, Node.Mapping mapping) {
    return new Node.Mapping(
        mapping.position(),
        mapping.entries().stream().filter(entry -> !entry.key().value().equals(key)).toList());
  }

  /** Whether two nodes are equal, wherever they stand. */
  private static boolean same(Node left, Node right) {
    if (left instanceof Node.Scalar a && right instanceof Node.Scalar b) {
      return a.type() == b.type() && a.text().equals(b.text());
    }
    if (left instanceof Node.Listing a && right instanceof Node.Listing b) {
      if (a.elements().size() != b.elements().size()) {
        return false;
      }
      for (int i = 0; i < a.elements().size(); i++) {
        if (!same(a.elements().get(i), b.elements().get(i))) {
          return false;
        }
      }
      return true;
    }
    if (left instanceof Node.Mapping a && right instanceof Node.Mapping b) {
      if (a.entries().size() != b.entries().size()) {
        return false;
      }
      for (int i = 0; i < a.entries().size(); i++) {
        Node.Entry x = a.entries().get(i);
        Node.Entry y = b.entries().get(i);
        if (!x.key().equals(y.key()) || !same(x.value(), y.value())) {
          return false;
        }
      }
      return true;
    }
    return false;
  }

  /** What the text holds, if it is one document without a mistake. */
  private Optional<Node> root() {
    List<Problem> problems = new ArrayList<>();
    List<Document> documents = DocumentReader.read(ANY_NAME, text, problems);
    return documents.size() == 1 && problems.isEmpty()
        ? Optional.of(documents.get(0).root())
        : Optional.empty();
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.NULL;
  }

  private static Iterable<Event> parse(String text) {
    return new Parse(DocumentReader.SETTINGS).parseString(text);
  }

  private static int index(Optional<Mark> mark) {
    return mark.map(Mark::getIndex).orElseThrow(() -> new IllegalStateException("no mark"));
  }

  /** Without the byte order mark, which may stand only at the beginning of a file. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
