package dev.nudge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.Retention;
import dev.nudge.engine.document.Problem;
import dev.nudge.settings.Settings.Delivery;
import dev.nudge.settings.Settings.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir private Path folder;

  private Optional<String> config = Optional.empty();
  private final Map<String, String> environment = new TreeMap<>();
  private final List<Flag> flags = new ArrayList<>();

  @Test
  void whereNothingIsSaidTheDefaultsAreInForce() {
    Configuration configuration = read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.file()).isEmpty();
    assertThat(configuration.settings()).isEqualTo(Settings.defaults());
    assertThat(configuration.entries())
        .allSatisfy(entry -> assertThat(entry.origin()).isEqualTo(new Origin.Default()));
  }

  @Test
  void theDefaultsAreThoseOfTheReference() {
    Settings settings = Settings.defaults();

    assertThat(settings.kafka())
        .isEqualTo(new Settings.Kafka("127.0.0.1:9092", "nudge", new TreeMap<>()));
    assertThat(settings.topics())
        .isEqualTo(
            new Settings.Topics(
                List.of(new Source("nudge.events", null)),
                new Source("nudge.profiles", null),
                new Source("nudge.catalog", null),
                "nudge.campaigns",
                CampaignsFrom.NONE,
                "nudge.status",
                "nudge.triggers",
                "nudge.withheld",
                "nudge.outcomes",
                "nudge.budgets",
                "nudge.transitions",
                "nudge.funnel",
                "nudge.watches",
                "nudge.rejected",
                List.of(),
                4));
    assertThat(settings.time())
        .isEqualTo(
            new Settings.Time(
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofDays(1),
                Duration.ofDays(1),
                Retention.AUTO,
                ZoneId.of("UTC"),
                Wait.AUTO,
                32));
    assertThat(settings.enrichment()).isEqualTo(new Settings.Enrichment("", "ip", ""));
    assertThat(settings.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(settings.transitions()).isEqualTo(Settings.Transitions.ASKED);
    assertThat(settings.flink())
        .isEqualTo(
            new Settings.Flink(2, Duration.ofSeconds(5), "", Settings.StateBackend.HEAP, 64));
    assertThat(settings.local())
        .isEqualTo(
            new Settings.Local(
                System.getProperty("user.home") + "/.nudge", "127.0.0.1", 9092, 9249, 8081));
    assertThat(settings.console())
        .isEqualTo(new Settings.Console(8080, 0, "", "", "", false, false));
    assertThat(settings.customer()).isEqualTo(new Settings.Customer("", "", "", ""));
    assertThat(settings.connect()).isEqualTo(new Settings.Connect(""));
    assertThat(settings.channels())
        .isEqualTo(
            new Settings.Channels(
                "nudge.channels", "nudge.deliveries", "nudge.undelivered", false, "", "", ""));
  }

  @Test
  void flagsWinOverVariablesOverTheFile() throws IOException {
    write("nudge.yaml", "time:\n  slack: 2s\n  quiet: 20s\n  ahead: 2h\n");
    environment.put("NUDGE_TIME_SLACK", "3s");
    environment.put("NUDGE_TIME_QUIET", "30s");
    flags.add(new Flag("--set", "time.slack", "4s"));

    Configuration configuration = read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.settings().time().slack()).isEqualTo(Duration.ofSeconds(4));
    assertThat(configuration.settings().time().quiet()).isEqualTo(Duration.ofSeconds(30));
    assertThat(configuration.settings().time().ahead()).isEqualTo(Duration.ofHours(2));
    assertThat(configuration.settings().time().lateness()).isEqualTo(Duration.ofDays(1));
    assertThat(entry(configuration, "time.slack")).isEqualTo("4s from flag --set");
    assertThat(entry(configuration, "time.quiet"))
        .isEqualTo("30s from environment NUDGE_TIME_QUIET");
    assertThat(entry(configuration, "time.ahead"))
        .isEqualTo("2h from " + folder.resolve("nudge.yaml") + ":4:3");
    assertThat(entry(configuration, "time.lateness")).isEqualTo("1d from default");
  }

  @Test
  void theLastOfTwoFlagsWins() {
    flags.add(new Flag("--set", "kafka.bootstrap", "one:1"));
    flags.add(new Flag("--bootstrap", "kafka.bootstrap", "two:2, three:3"));

    assertThat(read().settings().kafka().bootstrap()).isEqualTo("two:2,three:3");
  }

  @Test
  void aWrongVariableOrFlagIsNamed() {
    environment.put("NUDGE_TIME_SLACK", "10");
    environment.put("NUDGE_DELIVERY", "exactly-once");
    environment.put("NUDGE_KAFKA_PROPERTIES", "a=b");
    flags.add(new Flag("--set", "flink.paralellism", "2"));
    flags.add(new Flag("--set", "kafka.properties", "{a: b}"));
    flags.add(new Flag("--bootstrap", "kafka.bootstrap", "kafka-1"));

    assertThat(problems())
        .containsExactly(
            "--bootstrap: error: 'kafka.bootstrap': expected host:port, or several with commas"
                + " between, got 'kafka-1'; the port is missing, as in kafka-1:9092",
            "--set flink.paralellism: error: there is no 'flink.paralellism', did you mean"
                + " 'flink.parallelism'?",
            "--set kafka.properties: error: name the setting of Kafka's clients, as in --set"
                + " kafka.properties.security.protocol=SSL",
            "environment NUDGE_DELIVERY: error: 'delivery': expected at_least_once or"
                + " exactly_once, got 'exactly-once', did you mean 'exactly_once'?",
            "environment NUDGE_KAFKA_PROPERTIES: error: name the setting of Kafka's clients, as in"
                + " NUDGE_KAFKA_PROPERTIES_SECURITY_PROTOCOL",
            "environment NUDGE_TIME_SLACK: error: 'time.slack': expected a duration such as 0s,"
                + " 10s, 5m or 1d, got '10' without a unit");
  }

  @Test
  void anUnknownVariableOfOursIsAWarningWithASuggestion() {
    environment.put("NUDGE_TIME_SLAK", "10s");
    environment.put("NUDGE_FROBNICATE", "");
    environment.put("NUDGE_JAVA_OPTS", "-Xmx1g");
    environment.put("NUDGE_MAVEN_OPTS", "-o");
    environment.put("NUDGE_DEBUG", "1");
    environment.put("PATH", "/bin");

    assertThat(problems())
        .containsExactly(
            "environment NUDGE_FROBNICATE: warning: nothing is set by this variable;"
                + " 'nudge config' shows what can be set",
            "environment NUDGE_TIME_SLAK: warning: nothing is set by this variable, did you mean"
                + " 'NUDGE_TIME_SLACK'?");
    assertThat(read().errors()).isZero();
  }

  @Test
  void everyVariableNamesOneSetting() {
    assertThat(SettingTable.ALL).extracting(Setting::variable).doesNotHaveDuplicates();
  }

  @Test
  void listsAndMappingsCanBeWrittenOnAFlag() throws IOException {
    Path mapping = write("clicks.yaml", "user: u\ntype: t\ntime: {from: at}\n");
    environment.put("NUDGE_TOPICS_OFFERS", "special-offers, coupons");
    flags.add(new Flag("--set", "topics.events", "[views, {topic: clicks, mapping: clicks.yaml}]"));

    Configuration configuration = read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.settings().topics().offers())
        .extracting(Offers::topic)
        .containsExactly("special-offers", "coupons");
    assertThat(configuration.settings().topics().events())
        .containsExactly(
            new Source("views", null),
            new Source(
                "clicks", new Settings.MappingText(mapping.toString(), Files.readString(mapping))));
  }

  @Test
  void aSourceOfEventsHasANameWhichIsItsTopicWhereNothingElseIsSaid() throws IOException {
    write("clicks.yaml", "user: u\ntype: t\ntime: {from: at}\n");
    write(
        "nudge.yaml",
        """
        topics:
          events:
            - app.events
            - {topic: web.clicks, mapping: clicks.yaml, name: clicks}
            - {topic: web.views, name: views}
        """);

    Configuration configuration = read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.settings().topics().events())
        .extracting(Source::name)
        .containsExactly("app.events", "clicks", "views");
    assertThat(configuration.settings().topics().events())
        .extracting(Source::shown)
        .containsExactly("app.events", "clicks (web.clicks)", "views (web.views)");
  }

  @Test
  void noTwoSourcesHaveOneName() throws IOException {
    write(
        "nudge.yaml",
        """
        topics:
          events:
            - {topic: web.clicks, name: clicks}
            - {topic: app.clicks, name: clicks}
        """);
    assertThat(read().problems())
        .extracting(Problem::text)
        .containsExactly(
            "'topics.events': two sources are called 'clicks'; give every source a name of its own");

    write(
        "nudge.yaml",
        """
        topics:
          events:
            - clicks
            - {topic: app.clicks, name: clicks}
        """);
    assertThat(read().problems())
        .extracting(Problem::text)
        .containsExactly(
            "'topics.events': a source is called 'clicks', as the topic of another; give every"
                + " source a name of its own");
  }

  @Test
  void aNameIsOneWordAndOnlySourcesOfEventsHaveOne() throws IOException {
    write(
        "nudge.yaml",
        """
        topics:
          events: {topic: web.clicks, name: "the clicks"}
          profiles: {topic: people, name: people}
        """);

    assertThat(read().problems())
        .extracting(Problem::text)
        .satisfiesExactly(
            wrong -> assertThat(wrong).contains("expected a name: up to 64 of", "'the clicks'"),
            wrong -> assertThat(wrong).contains("unknown key 'name'"));
  }

  @Test
  void theShapeOfAnOwnTopicIsCheckedAtItsPlace() throws IOException {
    write(
        "nudge.yaml",
        """
        topics:
          offers:
            - special-offers
            - topic: alerts
              value: {userId: "${usr}", list: ["${offer.type}", "${1 +}"]}
            - {topic: coupons, values: {a: b}}
            - {topic: odd, value: "${user}"}
        """);
    config = Optional.of(folder.resolve("nudge.yaml").toString());

    assertThat(read().problems())
        .extracting(problem -> problem.toString().replace(folder + "/", ""))
        .satisfiesExactly(
            name ->
                assertThat(name)
                    .isEqualTo("nudge.yaml:5:26: error: unknown name 'usr'; did you mean 'user'?"),
            syntax -> assertThat(syntax).startsWith("nudge.yaml:5:"),
            key ->
                assertThat(key)
                    .isEqualTo(
                        "nudge.yaml:6:24: error: unknown key 'values', did you mean 'value'?"),
            text -> assertThat(text).startsWith("nudge.yaml:7:").contains("an object such as"));
  }

  @Test
  void theCampaignsOfAnotherSystemAreReadAndTheirTopicsChecked() {
    flags.add(
        new Flag(
            "--set",
            "topics.campaigns_from",
            "{topic: crm-campaigns, format: crm, triggers: crm-triggers}"));
    assertThat(read().settings().topics().allTriggers())
        .containsExactly("nudge.triggers", "crm-triggers");
    assertThat(read().problems()).isEmpty();

    flags.add(
        new Flag(
            "--set",
            "topics.campaigns_from",
            "{topic: nudge.campaigns, format: crm, triggers: t}"));
    assertThat(read().problems())
        .extracting(Problem::toString)
        .containsExactly(
            "--set topics.campaigns_from:1:9: error: the topic 'nudge.campaigns' is that of"
                + " 'topics.campaigns' already; every role needs a topic of its own");

    flags.set(1, new Flag("--set", "topics.campaigns_from", "{topic: t, format: cms}"));
    assertThat(read().problems())
        .extracting(Problem::toString)
        .containsExactly(
            "--set topics.campaigns_from:1:20: error: 'format': there is no 'cms'; 'crm' is the only"
                + " one");
  }

  @Test
  void aMappingIsFoundBesideTheFileThatNamesIt() throws IOException {
    Files.createDirectories(folder.resolve("conf/maps"));
    write("conf/maps/clicks.yaml", "user: u\ntype: t\ntime: {from: at}\n");
    write("conf/my.yaml", "topics:\n  events: {topic: clicks, mapping: maps/clicks.yaml}\n");
    config = Optional.of(folder.resolve("conf/my.yaml").toString());

    Configuration configuration = read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.settings().topics().events().get(0).mapping())
        .isNotNull()
        .extracting(Settings.MappingText::file)
        .isEqualTo(folder.resolve("conf/maps/clicks.yaml").toString());
  }

  @Test
  void aMistakeInAMappingHasItsOwnPlace() throws IOException {
    write("clicks.yaml", "user: u\ntype: t\ntime: {form: at}\n");
    write(
        "nudge.yaml",
        """
        topics:
          events:
            - {topic: clicks, mapping: clicks.yaml}
            - {topic: views, mapping: views.yaml}
        """);

    assertThat(problems())
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).startsWith("clicks.yaml:3:8: error: unknown key"))
        .contains(
            "nudge.yaml:4:31: error: there is no mapping file 'views.yaml' in '" + folder + "'");
  }

  @Test
  void theMappingOfTheCatalogueMustReadIt() throws IOException {
    write("clicks.yaml", "user: u\ntype: t\ntime: {from: at}\n");
    write("nudge.yaml", "topics:\n  catalog: {topic: products, mapping: clicks.yaml}\n");

    assertThat(problems())
        .containsExactly(
            "nudge.yaml:2:39: error: the mapping 'clicks.yaml' does not say how to read the"
                + " catalogue; give it a 'catalog:' with 'key' and 'event'");
  }

  @Test
  void aTopicHasOneRole() throws IOException {
    write(
        "nudge.yaml",
        """
        topics:
          events: [clicks, nudge.rejected, clicks]
          triggers: offers
          offers:
            - special
            - offers
        """);
    environment.put("NUDGE_TOPICS_STATUS", "nudge.campaigns");

    assertThat(problems())
        .containsExactly(
            "nudge.yaml:2:20: error: the topic 'nudge.rejected' is that of 'topics.rejected'"
                + " already; every role needs a topic of its own",
            "nudge.yaml:2:36: error: the topic 'clicks' is named twice; every role needs a topic"
                + " of its own",
            "nudge.yaml:6:7: error: the topic 'offers' is that of 'topics.triggers' already; every"
                + " role needs a topic of its own",
            "environment NUDGE_TOPICS_STATUS: error: the topic 'nudge.campaigns' is that of"
                + " 'topics.campaigns' already; every role needs a topic of its own");
  }

  @Test
  void twoDefaultsCanSwapTheirTopics() {
    flags.add(new Flag("--set", "topics.triggers", "nudge.rejected"));
    flags.add(new Flag("--set", "topics.rejected", "nudge.triggers"));

    assertThat(problems()).isEmpty();
  }

  @Test
  void pathsOfAFileAreRelativeToIt() throws IOException {
    write("nudge.yaml", "local:\n  data: data\nenrich:\n  geo_database: ~/geo.mmdb\n");
    flags.add(new Flag("--set", "flink.checkpoint_folder", "s3://bucket/nudge"));

    Settings settings = read().settings();

    assertThat(settings.local().data()).isEqualTo(folder.resolve("data").toString());
    assertThat(settings.enrichment().geoDatabase())
        .isEqualTo(System.getProperty("user.home") + "/geo.mmdb");
    assertThat(settings.flink().checkpointFolder()).isEqualTo("s3://bucket/nudge");
  }

  @Test
  void theFileMayBeNamedByAVariable() throws IOException {
    write("other.yaml", "transitions: none\n");
    environment.put("NUDGE_CONFIG", folder.resolve("other.yaml").toString());

    assertThat(read().settings().transitions()).isEqualTo(Settings.Transitions.NONE);
    assertThat(read().file()).contains(folder.resolve("other.yaml").toString());

    environment.put("NUDGE_CONFIG", "nowhere.yaml");

    assertThat(problems())
        .containsExactly(
            "environment NUDGE_CONFIG: error: there is no file 'nowhere.yaml'; name a YAML file");

    config = Optional.of("here.yaml");

    assertThat(problems())
        .containsExactly("--config: error: there is no file 'here.yaml'; name a YAML file");
  }

  @Test
  void aFileThatIsNotUtf8SaysSo() throws IOException {
    Files.write(folder.resolve("nudge.yaml"), new byte[] {'#', (byte) 0xE9});

    assertThat(problems())
        .containsExactly("nudge.yaml:1:1: error: the file is not UTF-8; save it as UTF-8");
  }

  @Test
  void aFileOrLevelOfCommentsSaysNothing() throws IOException {
    write("nudge.yaml", "# all defaults\n");
    assertThat(read().settings()).isEqualTo(Settings.defaults());

    write("nudge.yaml", "kafka:\n  # bootstrap: x:1\n  properties:\ntime:\n");
    assertThat(problems()).isEmpty();
    assertThat(read().settings()).isEqualTo(Settings.defaults());
  }

  private String entry(Configuration configuration, String path) {
    return configuration.entries().stream()
        .filter(entry -> entry.path().equals(path))
        .map(entry -> entry.value() + " from " + entry.origin())
        .findFirst()
        .orElse("nothing");
  }

  private List<String> problems() {
    return read().problems().stream()
        .map(Problem::toString)
        .map(text -> text.replace(folder + "/", ""))
        .toList();
  }

  private Configuration read() {
    return SettingsReader.read(new SettingsInput(config, folder, environment, flags));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
