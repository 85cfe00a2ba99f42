package dev.nudge.console.live;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.kafka.EventTopics;
import dev.nudge.console.kafka.EventView;
import dev.nudge.console.kafka.ResumingReader;
import dev.nudge.console.live.Positions.Place;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.stream.Extent;
import dev.nudge.stream.Following;
import dev.nudge.stream.KafkaClients;
import dev.nudge.stream.SetAside;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is happening, in memory. Three threads read: triggers and transitions, from a little before
 * now; events, from eight hours before now or two million events, whatever is less; profiles, the
 * latest 200,000.
 */
@Component
final class LiveView {
  private static final long LATEST = 10_000;
  private static final long EVENTS = 2_000_000;
  private static final long PROFILES = 200_000;
  private static final Duration EVENTS_SINCE = Duration.ofHours(8);
  private static final int RING_LINES = 20_000;
  private static final long RING_BYTES = 32L << 20;

  /** Of what is read at the start, more than this would say nothing about now. */
  private static final long LATE_MILLIS = 60_000;

  private final KafkaClients clients;
  private final SetAside aside;
  private final ConsoleSettings.Topics topics;
  private final ResultTopics results;
  private final EventView view;
  private final Clock clock;
  private final JsonMapper json = new JsonMapper();

  final Ring ring = new Ring(RING_LINES, RING_BYTES);
  final Rates events = new Rates();
  final Rates triggers = new Rates();
  final Latencies latencies = new Latencies();
  final Disorder disorder = new Disorder();
  final Visitors visitors = new Visitors();
  final Vocabulary vocabulary = new Vocabulary();
  final Journal journal = new Journal();
  final Deliveries deliveries;

  private final ArrivalTimes arrivalTimes = new ArrivalTimes();
  private final Latency latency = new Latency(arrivalTimes, latencies);
  private final List<Following> following = new ArrayList<>();

  LiveView(
      KafkaClients clients,
      SetAside aside,
      ConsoleSettings settings,
      EventView view,
      CampaignTexts campaigns,
      Clock clock) {
    this.clients = clients;
    this.view = view;
    this.aside = aside;
    this.topics = settings.topics();
    this.results = new ResultTopics(topics);
    this.clock = clock;
    this.deliveries = new Deliveries(new KnownCampaigns(campaigns::ids, clock)::has);
    topics
        .events()
        .forEach(source -> vocabulary.declare(source.name(), source.mapping().declaredEvents()));
    vocabulary.declareProfile(topics.profiles().mapping().declaredProfiles());
  }

  @PostConstruct
  void start() {
    following.add(
        new Following(clients, aside, results.all(), "nudge-console-results", new Results()));
    following.add(
        new Following(
            clients, aside, topics.namesOfEvents(), "nudge-console-events", new Events()));
    following.add(
        new Following(
            clients,
            aside,
            List.of(topics.profiles().topic()),
            "nudge-console-profiles",
            new Profiles()));
    following.forEach(Following::start);
  }

  @PreDestroy
  void stop() {
    following.forEach(Following::close);
  }

  /** Whether the topics are being read, so that positions have a meaning. */
  boolean isReading() {
    return !ring.bounds().to().next().isEmpty();
  }

  /** What one reader gets of the stream; must be closed. */
  Feed feed(Optional<Positions> resume) {
    return new Feed(ring, clients, results, resume, clock.millis());
  }

  private final class Results implements Following.Reader {
    private final List<Line> lines = new ArrayList<>();

    @Override
    public void begin(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
      lines.clear();
      Map<Place, TopicPartition> places = new HashMap<>();
      partitions.forEach(partition -> places.put(results.place(partition), partition));
      Map<Place, Long> recent = new HashMap<>();
      Map<TopicPartition, Long> from = Extent.since(consumer, partitions, 0, LATEST).from();
      places.forEach((place, partition) -> recent.put(place, from.getOrDefault(partition, 0L)));
      ring.begin(recent)
          .forEach(
              (place, offset) -> {
                TopicPartition partition = places.get(place);
                if (partition != null) {
                  consumer.seek(partition, offset);
                }
              });
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
      Lines.of(results, record).ifPresent(lines::add);
    }

    /** Other readers of the topic find it in Kafka. */
    @Override
    public void pass(ConsumerRecord<byte[], byte[]> record) {}

    @Override
    public void keep(boolean always) {
      ring.add(lines); // first, since somebody may wait for it
      long now = clock.millis();
      for (Line line : lines) {
        if (line.kind() == Kind.TRIGGER) {
          triggers.count(line.arrived());
        }
        read(line.json()).ifPresent(node -> watch(line, node, now));
      }
      latency.settle(now);
      lines.clear();
    }

    private void watch(Line line, JsonNode node, long now) {
      if (line.kind() == Kind.TRANSITION) {
        journal.add(node);
      } else if (now - line.arrived() < LATE_MILLIS) {
        latency.fired(node, line.arrived());
      }
    }

    private Optional<JsonNode> read(byte[] line) {
      try {
        return Optional.of(json.readTree(line));
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }
  }

  private final class Events extends ResumingReader {
    private final EventTopics reader = view.topics();

    Events() {
      super(EVENTS);
    }

    @Override
    protected long since() {
      return clock.millis() - EVENTS_SINCE.toMillis();
    }

    @Override
    protected void look(ConsumerRecord<byte[], byte[]> record) {
      String source = reader.nameOf(record.topic());
      reader.read(
          record,
          parsed -> {
            if (parsed instanceof Parsed.Accepted<Event> accepted) {
              Event event = accepted.value();
              arrivalTimes.put(event.user(), event.id(), record.timestamp());
              disorder.look(
                  source, record.partition(), event.user(), event.time(), record.timestamp());
              visitors.seen(event, record.timestamp());
              deliveries.seen(event);
              vocabulary.event(source, event.type(), event.properties());
            }
            events.count(record.timestamp());
          });
    }
  }

  private final class Profiles extends ResumingReader {
    private final LineReader<ProfileUpdate> reader = topics.profiles().mapping().profiles().json();

    Profiles() {
      super(PROFILES);
    }

    @Override
    protected void look(ConsumerRecord<byte[], byte[]> record) {
      byte[] value = record.value();
      if (value != null) {
        reader.readAll(
            value,
            0,
            value.length,
            record.timestamp(),
            parsed -> {
              if (parsed instanceof Parsed.Accepted<ProfileUpdate> accepted) {
                vocabulary.profile(accepted.value().properties());
              }
            });
      }
    }
  }
}
