package dev.nudge.settings;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.mapping.Mapping;
import dev.nudge.settings.Settings.MappingText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reading of one value: where it stands, what it may refer to, and what is wrong with it. */
final class Reading {
  private final String path;
  private final Origin origin;
  private final References references;
  private final List<Problem> problems;
  private final List<Text> topics = new ArrayList<>();

  /**
   * A value to be read.
   *
   * @param path of the setting, for what is reported
   */
  Reading(String path, Origin origin, References references, List<Problem> problems) {
    this.path = path;
    this.origin = origin;
    this.references = references;
    this.problems = problems;
  }

  /** What relative paths are relative to. */
  Path folder() {
    return references.folder();
  }

  /** The setting. */
  String path() {
    return path;
  }

  /** Where the value comes from. */
  Origin origin() {
    return origin;
  }

  /** What is wrong. */
  List<Problem> problems() {
    return problems;
  }

  /** The topics that the value names, each at its place. */
  List<Text> topics() {
    return topics;
  }

  /** The text of a single value, references resolved; numbers and the like as written. */
  Optional<String> text(Node node, String expected) {
    if (!(node instanceof Node.Scalar scalar) || scalar.type() == Node.Scalar.Type.NULL) {
      expected(node, expected, "");
      return Optional.empty();
    }
    List<String> wrong = new ArrayList<>();
    String text = references.resolve(scalar.text().value(), wrong::add);
    wrong.forEach(error -> error(node.position(), "'" + path + "': " + error));
    return wrong.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  /** Whether a value is not what it says, but what it refers to. */
  boolean isReference(Node node) {
    return node instanceof Node.Scalar scalar && References.leadsElsewhere(scalar.text().value());
  }

  /** Reports that a value is not what it should be. */
  void expected(Node node, String what, String advice) {
    error(
        node.position(), "'" + path + "': expected " + what + ", got " + node.describe() + advice);
  }

  /** Reports an error. */
  void error(Position at, String text) {
    problems.add(Problem.error(at, text));
  }

  /** Reads a mapping, checked; nothing where it is missing or wrong. */
  Optional<MappingText> mapping(Text name, boolean ofCatalog) {
    try {
      Path file = folder().resolve(name.value());
      String text = Files.readString(file);
      Optional<Mapping> mapping = Mapping.read(file.toString(), text, problems);
      if (mapping.isPresent() && ofCatalog && mapping.get().catalog().isEmpty()) {
        error(
            name.position(),
            "the mapping '"
                + name
                + "' does not say how to read the catalogue; give it a 'catalog:' with 'key' and"
                + " 'event'");
        return Optional.empty();
      }
      return mapping.map(read -> new MappingText(file.toString(), text));
    } catch (NoSuchFileException e) {
      error(name.position(), "there is no mapping file '" + name + "'" + whereLooked(name));
    } catch (CharacterCodingException e) {
      error(name.position(), "the mapping '" + name + "' is not UTF-8; save it as UTF-8");
    } catch (IOException | InvalidPathException e) {
      error(name.position(), "cannot read the mapping '" + name + "' (" + e.getMessage() + ")");
    }
    return Optional.empty();
  }

  private String whereLooked(Text name) {
    boolean relative = !Path.of(name.value()).isAbsolute() && !folder().toString().isEmpty();
    return relative ? " in '" + folder() + "'" : "";
  }
}
