package dev.nudge.settings;

import static dev.nudge.settings.SettingTable.KAFKA_PROPERTIES;

import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.document.Text;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out what is in force: flags before environment variables before the file before defaults.
 * Every mistake is reported, at its place or with the name of its variable or flag; nothing is
 * thrown.
 */
public final class SettingsReader {
  /** The file that is read where none is named. */
  public static final String FILE = "nudge.yaml";

  private static final String PREFIX = "NUDGE_";
  private static final String CONFIG = "NUDGE_CONFIG";

  /** Variables that mean something to the launcher, or to a command. */
  private static final Set<String> OTHERS =
      Set.of(CONFIG, "NUDGE_JAVA_OPTS", "NUDGE_MAVEN_OPTS", "NUDGE_DEBUG", "NUDGE_TOKEN");

  private final SettingsInput input;
  private final List<Problem> problems = new ArrayList<>();
  private final Values values = new Values(problems);
  private final References references;

  private SettingsReader(SettingsInput input) {
    this.input = input;
    this.references = new References(input.environment(), input.folder());
  }

  /** Reads everything that is said. */
  public static Configuration read(SettingsInput input) {
    return new SettingsReader(input).read();
  }

  static Settings defaults() {
    return new Values(new ArrayList<>()).settings();
  }

  private Configuration read() {
    Optional<String> file = readFile();
    // Sorted, since the order of variables differs from process to process.
    new TreeMap<>(input.environment())
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
                readVariable(name, value);
              }
            });
    input.flags().forEach(this::readFlag);
    values.checkTopics();
    List<Problem> sorted = new ArrayList<>(new LinkedHashSet<>(problems));
    // Variables and flags, which have no lines, come last.
    sorted.sort(
        Comparator.comparing((Problem problem) -> problem.at().line() == 0)
            .thenComparing(Problem::at));
    return new Configuration(values.settings(), values.entries(), file, List.copyOf(sorted));
  }

  private Optional<String> readFile() {
    Optional<String> variable =
        Optional.ofNullable(input.environment().get(CONFIG)).filter(name -> !name.isEmpty());
    String wanted = input.config().isPresent() ? "--config" : "environment " + CONFIG;
    Optional<String> named = input.config().or(() -> variable);
    try {
      if (named.isEmpty()) {
        Path file = input.folder().resolve(FILE);
        return Files.exists(file) ? Optional.of(readFile(file)) : Optional.empty();
      }
      return Optional.of(readFile(Path.of(named.get())));
    } catch (NoSuchFileException e) {
      values.error(
          Position.whole(wanted),
          "there is no file '" + named.orElse(FILE) + "'; name a YAML file");
    } catch (CharacterCodingException e) {
      values.error(
          new Position(named.orElse(FILE), 1, 1), "the file is not UTF-8; save it as UTF-8");
    } catch (IOException | InvalidPathException e) {
      values.error(
          Position.whole(named.isPresent() ? wanted : FILE),
          "cannot read '" + named.orElse(FILE) + "' (" + e.getMessage() + ")");
    }
    return named;
  }

  private String readFile(Path file) throws IOException {
    String text = Files.readString(file);
    Path folder = file.getParent() == null ? Path.of("") : file.getParent();
    References relative = new References(input.environment(), folder);
    new NudgeFile(values, relative, problems).read(file.toString(), text);
    return file.toString();
  }

  private void readVariable(String name, String value) {
    Origin origin = new Origin.Environment(name);
    Position at = Position.whole(origin.toString());
    Optional<Setting<?>> setting =
        SettingTable.ALL.stream().filter(known -> known.variable().equals(name)).findFirst();
    String properties = KAFKA_PROPERTIES.variable("");
    if (name.startsWith(properties) && name.length() > properties.length()) {
      String property =
          name.substring(properties.length()).toLowerCase(Locale.ROOT).replace('_', '.');
      readProperty(property, value, at, origin);
    } else if (setting.isPresent() && !setting.get().equals(KAFKA_PROPERTIES)) {
      readText(setting.get(), value, at, origin);
    } else if (setting.isPresent()) {
      values.error(
          at,
          "name the setting of Kafka's clients, as in "
              + KAFKA_PROPERTIES.variable("security.protocol"));
    } else {
      values.warning(at, "nothing is set by this variable" + nearestVariable(name));
    }
  }

  /** Judged without the prefix, which all have in common. */
  private static String nearestVariable(String name) {
    List<String> known =
        SettingTable.ALL.stream()
            .map(other -> other.variable().substring(PREFIX.length()))
            .toList();
    return Suggestion.nearest(name.substring(PREFIX.length()), known)
        .map(near -> ", did you mean '" + PREFIX + near + "'?")
        .orElse("; 'nudge config' shows what can be set");
  }

  private void readFlag(Flag flag) {
    boolean general = flag.name().equals("--set");
    Origin origin = new Origin.Option(flag.name());
    Position at = Position.whole(general ? flag.name() + " " + flag.path() : flag.name());
    Optional<Setting<?>> setting = SettingTable.find(flag.path());
    String properties = KAFKA_PROPERTIES.path() + ".";
    if (flag.path().startsWith(properties) && flag.path().length() > properties.length()) {
      readProperty(flag.path().substring(properties.length()), flag.value(), at, origin);
    } else if (setting.isPresent() && !setting.get().equals(KAFKA_PROPERTIES)) {
      readText(setting.get(), flag.value(), at, origin);
    } else if (setting.isPresent()) {
      values.error(
          at,
          "name the setting of Kafka's clients, as in --set "
              + properties
              + "security.protocol=SSL");
    } else {
      List<String> known = SettingTable.ALL.stream().map(Setting::path).toList();
      String nearest = Suggestion.didYouMean(flag.path(), known);
      values.error(
          at,
          "there is no '"
              + flag.path()
              + "'"
              + (nearest.isEmpty() ? "; 'nudge config' shows what can be set" : nearest));
    }
  }

  private void readProperty(String name, String value, Position at, Origin origin) {
    Node.Entry entry = new Node.Entry(Text.at(at, name), scalar(value, at));
    values.putProperty(entry, origin, references);
  }

  private void readText(Setting<?> setting, String value, Position at, Origin origin) {
    Node node = scalar(value, at);
    if (setting.form().isStructured() && (value.startsWith("[") || value.startsWith("{"))) {
      List<Document> documents = DocumentReader.read(at.file(), value, problems);
      if (documents.isEmpty()) {
        return; // reported
      }
      node = documents.get(0).root();
    }
    values.put(setting, node, origin, references);
  }

  private static Node scalar(String value, Position at) {
    return new Node.Scalar(Node.Scalar.Type.STRING, Text.at(at, value));
  }
}
