package dev.nudge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.Retention;
import dev.nudge.settings.Settings.Delivery;
import dev.nudge.settings.Settings.MappingText;
import dev.nudge.settings.Settings.Source;
import dev.nudge.settings.Settings.StateBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;

/** What is written is read back. */
class NudgeYamlTest {
  private static final String MAPPING =
      "user: u\ntype: t\ntime: {from: at}\ncatalog: {key: id, event: product_id}\n";
  private static final String SHAPE =
      "{\"userId\":\"${user}\",\"of\":[\"${offer.type ?? 'none'}\",1.5,null,{\"yes\":true}]}";

  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeAFolder() throws IOException {
    folder = Files.createTempDirectory("nudge-yaml");
    Files.writeString(folder.resolve("a mapping.yaml"), MAPPING);
  }

  @AfterContainer
  static void dropTheFolder() throws IOException {
    for (String name : List.of("a mapping.yaml", "nudge.yaml", "")) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  @Test
  void theDefaultFileSaysExactlyTheDefaults() throws IOException {
    String yaml = NudgeYaml.ofDefaults();
    Path golden = Path.of("src/test/resources/settings/default.yaml");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, yaml);
    }
    Configuration configuration =
        SettingsReader.read(
            new SettingsInput(Optional.of(golden.toString()), Path.of(""), Map.of(), List.of()));

    assertThat(yaml).isEqualTo(Files.readString(golden));
    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.settings()).isEqualTo(Settings.defaults());
    assertThat(configuration.entries())
        .filteredOn(entry -> entry.origin() instanceof Origin.Default)
        .extracting(Entry::path)
        .containsExactly("kafka.properties"); // each property has an origin of its own
  }

  @Property(tries = 200)
  void anySettingsWrittenAreReadBackEqual(@ForAll("settings") Settings settings)
      throws IOException {
    Path file = folder.resolve("nudge.yaml");
    Files.writeString(file, NudgeYaml.write(settings));

    Configuration configuration =
        SettingsReader.read(
            new SettingsInput(Optional.of(file.toString()), folder, Map.of(), List.of()));

    assertThat(configuration.errors()).as("%s", configuration.problems()).isZero();
    assertThat(configuration.settings()).isEqualTo(settings);
  }

  @Property(tries = 200)
  void anySettingsOnFlagsAreReadEqual(@ForAll("settings") Settings settings) {
    List<Flag> flags = new ArrayList<>();
    for (Setting<?> setting : SettingTable.ALL) {
      if (!setting.equals(SettingTable.KAFKA_PROPERTIES)) {
        flags.add(new Flag("--set", setting.path(), onAFlag(setting, settings)));
      }
    }
    settings
        .kafka()
        .properties()
        .forEach((name, value) -> flags.add(new Flag("--set", "kafka.properties." + name, value)));

    Configuration configuration =
        SettingsReader.read(new SettingsInput(Optional.empty(), folder, Map.of(), flags));

    assertThat(configuration.errors()).as("%s", configuration.problems()).isZero();
    assertThat(configuration.settings()).isEqualTo(settings);
  }

  private static <T> String onAFlag(Setting<T> setting, Settings settings) {
    T value = setting.in().apply(settings);
    return setting.form().show(value);
  }

  @Provide
  static Arbitrary<Settings> settings() {
    return Combinators.combine(
            kafka(),
            topics(),
            time(),
            enrichment(),
            Arbitraries.of(Delivery.class),
            Arbitraries.of(Settings.Transitions.class),
            flink(),
            Combinators.combine(local(), console(), customer(), connect(), channels())
                .as(Place::new))
        .as(
            (kafka, topics, time, enrichment, delivery, transitions, flink, place) ->
                new Settings(
                    kafka,
                    topics,
                    time,
                    enrichment,
                    delivery,
                    transitions,
                    flink,
                    place.local(),
                    place.console(),
                    place.customer(),
                    place.connect(),
                    place.channels()));
  }

  private record Place(
      Settings.Local local,
      Settings.Console console,
      Settings.Customer customer,
      Settings.Connect connect,
      Settings.Channels channels) {}

  private static Arbitrary<Settings.Customer> customer() {
    Arbitrary<String> folders = Arbitraries.of("", "/queries", "/a folder/queries");
    return Combinators.combine(folders, folders, folders, folders).as(Settings.Customer::new);
  }

  private static Arbitrary<Settings.Connect> connect() {
    return Arbitraries.of("", "/plugins", "/a folder/plugins").map(Settings.Connect::new);
  }

  private static Arbitrary<Settings.Channels> channels() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of("", "https://nudge.example.com", "http://10.0.0.1:8080/under"),
            Arbitraries.of("", "/a folder/link-key"))
        .as(
            (open, url, key) ->
                new Settings.Channels(
                    "our-channels", "our-deliveries", "our-dead-ends", open, url, key, url));
  }

  private static Arbitrary<Settings.Kafka> kafka() {
    Arbitrary<String> hosts =
        Arbitraries.of("kafka:9092", "10.0.0.1:1", "[::1]:65535", "k-1.example:9,k-2:8", "7:7");
    Arbitrary<String> names =
        Arbitraries.of("security.protocol", "max.poll.records", "client.id", "null", "a b", "x");
    Arbitrary<String> groups = Arbitraries.of("nudge", "clicks 1", "null", "7");
    return Combinators.combine(hosts, groups, Arbitraries.maps(names, text()).ofMaxSize(4))
        .as(
            (bootstrap, group, properties) ->
                new Settings.Kafka(bootstrap, group, new TreeMap<>(properties)));
  }

  private static Arbitrary<Settings.Topics> topics() {
    Arbitrary<String> topic =
        Arbitraries.strings()
            .withChars("abcXYZ0129._-")
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(name -> !name.matches("\\.{1,2}"));
    return Combinators.combine(
            topic.list().uniqueElements().ofMinSize(14).ofMaxSize(20),
            Arbitraries.of(true, false).list().ofSize(20),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 10_000))
        .as(
            (names, mapped, events, partitions) -> {
              List<Source> sources = new ArrayList<>();
              for (int i = 0; i < names.size(); i++) {
                sources.add(source(names.get(i), mapped.get(i)));
              }
              int several = Math.min(events, names.size() - 13);
              for (int i = 13; i < 13 + several; i++) {
                Source source = sources.get(i);
                boolean named = mapped.get(i - 13); // whatever has a mapping
                sources.set(
                    i,
                    new Source(
                        source.topic(),
                        source.mapping(),
                        named ? "0a-name-of-its-own." + i : source.topic()));
              }
              return new Settings.Topics(
                  sources.subList(13, 13 + several),
                  sources.get(0),
                  sources.get(1),
                  names.get(2),
                  from(names.get(9), names.get(10), partitions % 3),
                  names.get(3),
                  names.get(4),
                  names.get(11),
                  names.get(12),
                  names.get(12) + ".spent",
                  names.get(5),
                  names.get(6),
                  names.get(7),
                  names.get(8),
                  names.subList(13 + several, names.size()).stream()
                      .map(name -> new Offers(name, mapped.get(name.length()) ? SHAPE : null))
                      .toList(),
                  partitions);
            });
  }

  private static CampaignsFrom from(String topic, String triggers, int how) {
    return how == 0 ? CampaignsFrom.NONE : new CampaignsFrom(topic, how == 1 ? "" : triggers);
  }

  private static Source source(String topic, boolean mapped) {
    try {
      Path file = folder.resolve("a mapping.yaml");
      return new Source(
          topic, mapped ? new MappingText(file.toString(), Files.readString(file)) : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Arbitrary<Settings.Time> time() {
    Arbitrary<Duration> some = Arbitraries.longs().between(1, 10_000_000).map(Duration::ofSeconds);
    Arbitrary<Duration> any = Arbitraries.longs().between(0, 10_000_000).map(Duration::ofSeconds);
    return Combinators.combine(
            any,
            some,
            any,
            any,
            Arbitraries.oneOf(any.map(Retention::of), Arbitraries.of(Retention.AUTO)),
            Arbitraries.of("UTC", "Asia/Tokyo", "-00:30").map(ZoneId::of),
            Arbitraries.oneOf(any.map(Wait::of), Arbitraries.of(Wait.AUTO)),
            Arbitraries.integers().between(0, 1024))
        .as(Settings.Time::new);
  }

  private static Arbitrary<Settings.Enrichment> enrichment() {
    return Combinators.combine(text(), text(), Arbitraries.oneOf(Arbitraries.of(""), path()))
        .as(Settings.Enrichment::new);
  }

  private static Arbitrary<Settings.Flink> flink() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 1024),
            Arbitraries.longs().between(1, 100_000).map(Duration::ofSeconds),
            Arbitraries.oneOf(Arbitraries.of("", "s3://bucket/folder", "file:///x y"), path()),
            Arbitraries.of(StateBackend.class),
            Arbitraries.integers().between(0, 65_536))
        .as(Settings.Flink::new);
  }

  private static Arbitrary<Settings.Console> console() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 65_535),
            Arbitraries.integers().between(0, 65_535),
            Arbitraries.of("", "jdbc:postgresql://db:5432/nudge?ssl=true"),
            Arbitraries.oneOf(Arbitraries.of(""), path()),
            Arbitraries.of("", "10.0.0.0/8, 192.0.2.7"),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Settings.Console::new);
  }

  private static Arbitrary<Settings.Local> local() {
    return Combinators.combine(
            path(),
            Arbitraries.of("127.0.0.1", "0.0.0.0", "[::1]", "host.example"),
            Arbitraries.integers().between(1, 65_535),
            Arbitraries.integers().between(0, 65_535),
            Arbitraries.integers().between(0, 65_535))
        .as(Settings.Local::new);
  }

  private static Arbitrary<String> path() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .withChars("ab ~'\"#:-_.[]{}, \u00e9\ud83d\ude00")
            .ofMinLength(1)
            .ofMaxLength(8)
            .filter(NudgeYamlTest::isWhole)
            .map(name -> "/" + name),
        Arbitraries.of("/data", System.getProperty("user.home") + "/x"));
  }

  /** Texts as people write them, and some that YAML would take for something else. */
  private static Arbitrary<String> text() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                "",
                "true",
                "null",
                "~",
                "-",
                "1",
                "1e3",
                "0x1F",
                ".5",
                "a: b",
                "# no",
                "a #b",
                "[a",
                "'q'",
                "\"q\"",
                "\\",
                "a\tb",
                "a,b",
                ".inf",
                "user.agent",
                "---",
                "...",
                "=",
                "|",
                ">",
                "{",
                "&a",
                "*a",
                "!t",
                "%d",
                "@x",
                "`x",
                "yes",
                "2026-11-20",
                "12:30",
                "a:1",
                "1_000"),
            Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12).map(String::strip),
            Arbitraries.strings()
                .withChars("a\u00e9\u4e2d\u2028\u0085\ud83d\ude00")
                .ofMaxLength(6)
                .filter(NudgeYamlTest::isWhole)
                .map(String::strip))
        .filter(text -> !References.areIn(text));
  }

  /** No half characters. */
  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
