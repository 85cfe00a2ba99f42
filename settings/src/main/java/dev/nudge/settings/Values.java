package dev.nudge.settings;

import static dev.nudge.settings.ChannelSettings.CHANNELS;
import static dev.nudge.settings.ChannelSettings.DELIVERIES;
import static dev.nudge.settings.ChannelSettings.LINK_KEY;
import static dev.nudge.settings.ChannelSettings.PRIVATE_ADDRESSES;
import static dev.nudge.settings.ChannelSettings.PUBLIC_URL;
import static dev.nudge.settings.ChannelSettings.UNDELIVERED;
import static dev.nudge.settings.FlinkSettings.CHECKPOINT_EVERY;
import static dev.nudge.settings.FlinkSettings.CHECKPOINT_FOLDER;
import static dev.nudge.settings.FlinkSettings.HOT_USERS;
import static dev.nudge.settings.FlinkSettings.PARALLELISM;
import static dev.nudge.settings.FlinkSettings.STATE;
import static dev.nudge.settings.SettingTable.AHEAD;
import static dev.nudge.settings.SettingTable.ALL;
import static dev.nudge.settings.SettingTable.BUDGETS;
import static dev.nudge.settings.SettingTable.CAMPAIGNS;
import static dev.nudge.settings.SettingTable.CAMPAIGNS_FROM;
import static dev.nudge.settings.SettingTable.CATALOG;
import static dev.nudge.settings.SettingTable.CONNECT_PLUGINS;
import static dev.nudge.settings.SettingTable.CONSOLE_APPROVAL;
import static dev.nudge.settings.SettingTable.CONSOLE_CONFIG;
import static dev.nudge.settings.SettingTable.CONSOLE_DATABASE;
import static dev.nudge.settings.SettingTable.CONSOLE_HEALTH_PORT;
import static dev.nudge.settings.SettingTable.CONSOLE_PORT;
import static dev.nudge.settings.SettingTable.CONSOLE_SHOP;
import static dev.nudge.settings.SettingTable.CONSOLE_TRUSTED_PROXIES;
import static dev.nudge.settings.SettingTable.DATA;
import static dev.nudge.settings.SettingTable.DELIVERY;
import static dev.nudge.settings.SettingTable.EVENTS;
import static dev.nudge.settings.SettingTable.FLINK_PORT;
import static dev.nudge.settings.SettingTable.FUNNEL;
import static dev.nudge.settings.SettingTable.GEO_DATABASE;
import static dev.nudge.settings.SettingTable.HISTORY;
import static dev.nudge.settings.SettingTable.HOST;
import static dev.nudge.settings.SettingTable.IP;
import static dev.nudge.settings.SettingTable.KAFKA_BOOTSTRAP;
import static dev.nudge.settings.SettingTable.KAFKA_GROUP;
import static dev.nudge.settings.SettingTable.KAFKA_PORT;
import static dev.nudge.settings.SettingTable.KAFKA_PROPERTIES;
import static dev.nudge.settings.SettingTable.LATENESS;
import static dev.nudge.settings.SettingTable.METRICS_PORT;
import static dev.nudge.settings.SettingTable.OFFERS;
import static dev.nudge.settings.SettingTable.OUTCOMES;
import static dev.nudge.settings.SettingTable.PARTITIONS;
import static dev.nudge.settings.SettingTable.PROFILES;
import static dev.nudge.settings.SettingTable.QUIET;
import static dev.nudge.settings.SettingTable.REJECTED;
import static dev.nudge.settings.SettingTable.REPEATS;
import static dev.nudge.settings.SettingTable.SLACK;
import static dev.nudge.settings.SettingTable.STATUS;
import static dev.nudge.settings.SettingTable.TOPICS_TRANSITIONS;
import static dev.nudge.settings.SettingTable.TRANSITIONS;
import static dev.nudge.settings.SettingTable.TRIGGERS;
import static dev.nudge.settings.SettingTable.USER_AGENT;
import static dev.nudge.settings.SettingTable.WAIT;
import static dev.nudge.settings.SettingTable.WATCHES;
import static dev.nudge.settings.SettingTable.WITHHELD;
import static dev.nudge.settings.SettingTable.ZONE;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is in force so far: what is said later takes the place of what was said before. */
final class Values {
  private final List<Problem> problems;
  private final Map<Setting<?>, Value<?>> values = new HashMap<>();
  private final TreeMap<String, Value<String>> properties = new TreeMap<>();

  /**
   * What one thing is set to.
   *
   * @param shown for people
   * @param topics that it names
   */
  private record Value<T>(T value, String shown, Origin origin, List<Text> topics) {}

  /** The defaults are in force. */
  Values(List<Problem> problems) {
    this.problems = problems;
    ALL.forEach(this::putDefault);
  }

  private <T> void putDefault(Setting<T> setting) {
    T value = setting.standard();
    Origin origin = new Origin.Default();
    Position nowhere = Position.whole(origin.toString());
    List<Text> topics =
        setting.form().topics(value).stream().map(topic -> Text.at(nowhere, topic)).toList();
    values.put(setting, new Value<>(value, setting.form().show(value), origin, topics));
  }

  /** Reads a value; where it is wrong, what was said before stays in force. */
  <T> void put(Setting<T> setting, Node node, Origin origin, References references) {
    Reading reading = new Reading(setting.path(), origin, references, problems);
    Optional<T> read = setting.form().read(node, reading);
    read.ifPresent(
        value -> {
          String shown = shown(node).orElseGet(() -> setting.form().show(value));
          values.put(setting, new Value<>(value, shown, origin, reading.topics()));
        });
  }

  /** Reads one setting of Kafka's clients. */
  void putProperty(Node.Entry entry, Origin origin, References references) {
    String name = entry.key().value();
    Reading reading =
        new Reading(KAFKA_PROPERTIES.path() + "." + name, origin, references, problems);
    PropertiesForm.property(entry, reading)
        .ifPresent(
            value -> {
              Optional<String> reference = shown(entry.value());
              String shown =
                  Secrets.isSecret(name)
                      ? reference.filter(References::isOnly).orElse(Secrets.SHOWN)
                      : reference.orElse(value);
              properties.put(name, new Value<>(value, shown, origin, List.of()));
            });
  }

  /** A value that refers elsewhere is shown as it was written. */
  private static Optional<String> shown(Node node) {
    return node instanceof Node.Scalar scalar && References.areIn(scalar.text().value())
        ? Optional.of(scalar.text().value())
        : Optional.empty();
  }

  /** Reports each topic that has two roles. */
  void checkTopics() {
    // Defaults first: it is the place of what somebody said that is reported.
    Comparator<Setting<?>> defaultsFirst =
        Comparator.comparing(setting -> !(value(setting).origin() instanceof Origin.Default));
    Map<String, Setting<?>> taken = new HashMap<>();
    for (Setting<?> setting : ALL.stream().sorted(defaultsFirst).toList()) {
      for (Text topic : value(setting).topics()) {
        Setting<?> other = taken.putIfAbsent(topic.value(), setting);
        if (other != null) {
          String whose =
              other.equals(setting) ? "named twice" : "that of '" + other.path() + "' already";
          error(
              topic.position(),
              "the topic '" + topic + "' is " + whose + "; every role needs a topic of its own");
        }
      }
    }
  }

  /** All of them. */
  Settings settings() {
    TreeMap<String, String> clients = new TreeMap<>();
    properties.forEach((name, value) -> clients.put(name, value.value()));
    return new Settings(
        new Settings.Kafka(get(KAFKA_BOOTSTRAP), get(KAFKA_GROUP), clients),
        new Settings.Topics(
            get(EVENTS),
            get(PROFILES),
            get(CATALOG),
            get(CAMPAIGNS),
            get(CAMPAIGNS_FROM),
            get(STATUS),
            get(TRIGGERS),
            get(WITHHELD),
            get(OUTCOMES),
            get(BUDGETS),
            get(TOPICS_TRANSITIONS),
            get(FUNNEL),
            get(WATCHES),
            get(REJECTED),
            get(OFFERS),
            get(PARTITIONS)),
        new Settings.Time(
            get(SLACK),
            get(QUIET),
            get(LATENESS),
            get(AHEAD),
            get(HISTORY),
            get(ZONE),
            get(WAIT),
            get(REPEATS)),
        new Settings.Enrichment(get(USER_AGENT), get(IP), get(GEO_DATABASE)),
        get(DELIVERY),
        get(TRANSITIONS),
        new Settings.Flink(
            get(PARALLELISM),
            get(CHECKPOINT_EVERY),
            get(CHECKPOINT_FOLDER),
            get(STATE),
            get(HOT_USERS)),
        new Settings.Local(
            get(DATA), get(HOST), get(KAFKA_PORT), get(METRICS_PORT), get(FLINK_PORT)),
        new Settings.Console(
            get(CONSOLE_PORT),
            get(CONSOLE_HEALTH_PORT),
            get(CONSOLE_DATABASE),
            get(CONSOLE_CONFIG),
            get(CONSOLE_TRUSTED_PROXIES),
            get(CONSOLE_SHOP),
            get(CONSOLE_APPROVAL)),
        new Settings.Customer(
            get(CustomerSettings.COLLECTIONS),
            get(CustomerSettings.QUERIES),
            get(CustomerSettings.BOARDS),
            get(CustomerSettings.SEGMENTS)),
        new Settings.Connect(get(CONNECT_PLUGINS)),
        new Settings.Channels(
            get(CHANNELS),
            get(DELIVERIES),
            get(UNDELIVERED),
            get(PRIVATE_ADDRESSES),
            get(PUBLIC_URL),
            get(LINK_KEY),
            get(ChannelSettings.CONSOLE)));
  }

  /** What each is set to, and where that comes from. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Setting<?> setting : ALL) {
      if (setting.equals(KAFKA_PROPERTIES) && !properties.isEmpty()) {
        properties.forEach(
            (name, value) ->
                entries.add(new Entry(setting.path() + "." + name, value.shown(), value.origin())));
      } else {
        Value<?> value = value(setting);
        entries.add(new Entry(setting.path(), value.shown(), value.origin()));
      }
    }
    return entries;
  }

  private <T> Value<T> value(Setting<T> setting) {
    @SuppressWarnings("unchecked") // putDefault and put are the only ones that put
    Value<T> value = (Value<T>) values.get(setting);
    if (value == null) {
      throw new IllegalStateException(setting.path() + " is not in the table");
    }
    return value;
  }

  private <T> T get(Setting<T> setting) {
    return value(setting).value();
  }

  /** Reports an error. */
  void error(Position at, String text) {
    problems.add(Problem.error(at, text));
  }

  /** Reports a warning. */
  void warning(Position at, String text) {
    problems.add(Problem.warning(at, text));
  }
}
