package dev.nudge.settings;

import dev.nudge.engine.Retention;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.mapping.Mapping;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, checked: what {@code nudge.yaml}, the environment and flags say, and
 * defaults for the rest.
 */
public record Settings(
    Kafka kafka,
    Topics topics,
    Time time,
    Enrichment enrichment,
    Delivery delivery,
    Transitions transitions,
    Flink flink,
    Local local,
    Console console,
    Customer customer,
    Connect connect,
    Channels channels)
    implements Serializable {

  /** What is in force where nothing is said. */
  public static Settings defaults() {
    return SettingsReader.defaults();
  }

  /** The same with another Kafka. */
  public Settings with(Kafka other) {
    return new Settings(
        other,
        topics,
        time,
        enrichment,
        delivery,
        transitions,
        flink,
        local,
        console,
        customer,
        connect,
        channels);
  }

  /** The same with other folders of what is known of customers. */
  public Settings with(Customer other) {
    return new Settings(
        kafka,
        topics,
        time,
        enrichment,
        delivery,
        transitions,
        flink,
        local,
        console,
        other,
        connect,
        channels);
  }

  /**
   * How Kafka is reached.
   *
   * @param bootstrap {@code host:port[,host:port...]}
   * @param group the consumer group of the job
   * @param properties any setting of a Kafka client, such as {@code security.protocol}; may hold
   *     secrets
   */
  public record Kafka(String bootstrap, String group, TreeMap<String, String> properties)
      implements Serializable {
    /** What every Kafka client is told: how to reach Kafka, and all that was said of it. */
    public Properties client() {
      Properties client = new Properties();
      client.putAll(properties);
      client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
      return client;
    }

    /** The same at another place, and with other settings of the clients. */
    public Kafka at(String elsewhere, TreeMap<String, String> others) {
      return new Kafka(elsewhere, group, others);
    }

    /** Secrets are not shown. */
    @Override
    public String toString() {
      TreeMap<String, String> shown = new TreeMap<>(properties);
      shown.replaceAll((name, value) -> Secrets.isSecret(name) ? Secrets.SHOWN : value);
      return "Kafka[bootstrap=" + bootstrap + ", group=" + group + ", properties=" + shown + "]";
    }
  }

  /**
   * The names of the topics.
   *
   * @param events where events come from, one or several
   * @param profiles of profile updates
   * @param catalog of the catalogue
   * @param campaigns of campaign documents
   * @param campaignsFrom of campaigns of another system
   * @param status of what became of each campaign document
   * @param triggers of triggers
   * @param withheld of candidates that did not go out
   * @param outcomes of whether what went out reached its goal
   * @param budgets of what campaigns have spent
   * @param transitions of transitions
   * @param funnel of how many runs came to each step and left it
   * @param watches of whose transitions somebody wants to see
   * @param rejected of what could not be used
   * @param offers topics that a campaign may name as its own
   * @param partitions of a topic that is made because it is missing; those of campaigns, catalogue
   *     and status have one
   */
  public record Topics(
      List<Source> events,
      Source profiles,
      Source catalog,
      String campaigns,
      CampaignsFrom campaignsFrom,
      String status,
      String triggers,
      String withheld,
      String outcomes,
      String budgets,
      String transitions,
      String funnel,
      String watches,
      String rejected,
      List<Offers> offers,
      int partitions)
      implements Serializable {
    /** Where triggers go: first where all do, then the topics that campaigns may have as theirs. */
    public List<String> allTriggers() {
      List<String> all = new ArrayList<>();
      all.add(triggers);
      offers.forEach(one -> all.add(one.topic()));
      if (!campaignsFrom.triggers().isEmpty()) {
        all.add(campaignsFrom.triggers());
      }
      return all;
    }
  }

  /**
   * A topic whose values are in a form of their own.
   *
   * @param mapping how they are read; null for canonical JSON
   * @param name what people call it; of a topic that nobody named, the topic
   */
  public record Source(String topic, @Nullable MappingText mapping, String name)
      implements Serializable {
    /** One that is called as its topic. */
    public Source(String topic, @Nullable MappingText mapping) {
      this(topic, mapping, topic);
    }

    /** Whether it is called otherwise than its topic. */
    public boolean isNamed() {
      return !name.equals(topic);
    }

    /** For people: {@code clicks}, or {@code clicks (web.clicks)} where the topic says more. */
    public String shown() {
      return isNamed() ? name + " (" + topic + ")" : topic;
    }

    /**
     * The mapping, read again where it is needed: it does not travel.
     *
     * @throws IllegalStateException if it is not the one that was checked with the settings
     */
    public Mapping readMapping() {
      if (mapping == null) {
        return Mapping.canonical();
      }
      List<Problem> problems = new ArrayList<>();
      return Mapping.read(mapping.file(), mapping.text(), problems)
          .orElseThrow(() -> new IllegalStateException("a mapping changed: " + problems));
    }
  }

  /**
   * A mapping document as it was read from its file, checked.
   *
   * @param file as the user named it
   */
  public record MappingText(String file, String text) implements Serializable {}

  /** How long events are held back to be sorted by time; zero for the order of their topic. */
  public Duration sortFor() {
    return time.sorting().forSources(topics.events());
  }

  /**
   * How time passes.
   *
   * @param slack how long a deadline waits for stragglers
   * @param quiet after this long without an event, a source that has been read to its end follows
   *     the wall clock
   * @param lateness an event older than its user's clock by more than this is rejected
   * @param ahead an event later than the record that carries it by more than this is rejected
   * @param history for how long each user's events are kept
   * @param zone of users whose profile names none
   * @param sorting how long events are held back to be sorted by time
   * @param repeats how many of a user's last events are remembered, to drop one that comes again
   */
  public record Time(
      Duration slack,
      Duration quiet,
      Duration lateness,
      Duration ahead,
      Retention history,
      ZoneId zone,
      Wait sorting,
      int repeats)
      implements Serializable {}

  /**
   * What is added to events.
   *
   * @param userAgent the property that holds a user agent; empty for none
   * @param ip the property that holds an IP address
   * @param geoDatabase a MaxMind database file; empty for none
   */
  public record Enrichment(String userAgent, String ip, String geoDatabase)
      implements Serializable {}

  /** What a failure may do to the output. */
  public enum Delivery {
    /** Triggers may come twice, with the same id. */
    AT_LEAST_ONCE,
    /**
     * Kafka transactions: a reader of committed records sees each trigger once, a checkpoint later.
     */
    EXACTLY_ONCE
  }

  /** Of which runs each move is written. */
  public enum Transitions {
    /** Those of campaigns with a {@code journal}, and of users and campaigns somebody watches. */
    ASKED,
    /** All. */
    ALL,
    /** None. */
    NONE
  }

  /** Where the state of users is kept. */
  public enum StateBackend {
    /** In memory: fast. */
    HEAP,
    /** On disk, by RocksDB: as large as the disk. */
    ROCKSDB
  }

  /**
   * How the job runs.
   *
   * @param parallelism how many subtasks an operator has
   * @param checkpointEvery how much is done again after a failure
   * @param checkpointFolder a path or URI; empty for that of the data folder or the cluster
   * @param hotUsers how much of each subtask's memory users take as objects, who were there last,
   *     in MiB; others are bytes, in memory or on disk
   */
  public record Flink(
      int parallelism,
      Duration checkpointEvery,
      String checkpointFolder,
      StateBackend state,
      int hotUsers)
      implements Serializable {}

  /**
   * The one-process product.
   *
   * @param data the folder of everything that lasts
   * @param host the address it listens on
   * @param kafkaPort of the broker
   * @param metricsPort where Prometheus may ask; 0 for nowhere
   * @param flinkPort where this machine alone may look at Flink's own web page; 0 for nowhere
   */
  public record Local(String data, String host, int kafkaPort, int metricsPort, int flinkPort)
      implements Serializable {}

  /**
   * The console of the one-process product.
   *
   * @param port where browsers find it; 0 for none
   * @param healthPort where this machine alone may ask for its health; 0 for none of its own
   * @param database a JDBC URL; empty for a PostgreSQL of its own
   * @param config a Spring Boot configuration file; empty for none
   * @param trustedProxies addresses and networks, with commas between them; empty for none
   * @param shop whether anybody may shop there
   * @param approval whether a second person approves what goes live
   */
  public record Console(
      int port,
      int healthPort,
      String database,
      String config,
      String trustedProxies,
      boolean shop,
      boolean approval)
      implements Serializable {}

  /**
   * What is known of customers.
   *
   * @param collections the folder of collections; empty for the usual one
   * @param queries the folder of queries; empty for the usual one
   * @param boards the folder of boards; empty for the usual one
   * @param segments the folder of segments; empty for the usual one
   */
  public record Customer(String collections, String queries, String boards, String segments)
      implements Serializable {}

  /** Kafka Connect in this process, with a folder of plugins beside Nudge's own, or none. */
  public record Connect(String plugins) implements Serializable {}

  /**
   * Where offers go from Nudge to people.
   *
   * @param documents the topic of channel documents
   * @param deliveries the topic of how far each delivery has come
   * @param undelivered the topic of triggers that were given up
   * @param privateAddresses whether webhooks may go to private, loopback and link-local addresses
   * @param publicUrl where readers of mails reach the console; empty where links are not counted
   * @param linkKey the file of the key that signs counted links; empty for that of the data folder
   * @param console whose queries fill offers; empty for that of the same process
   */
  public record Channels(
      String documents,
      String deliveries,
      String undelivered,
      boolean privateAddresses,
      String publicUrl,
      String linkKey,
      String console)
      implements Serializable {}
}
