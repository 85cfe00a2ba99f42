package dev.nudge.app.live;

import dev.nudge.app.check.CampaignFiles;
import dev.nudge.app.kafka.Cluster;
import dev.nudge.app.kafka.TopicReader;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads what stands on the campaigns and the status topic. */
final class CampaignTopic {
  private CampaignTopic() {}

  /**
   * A record of the campaigns topic.
   *
   * @param id of the campaign: the record's key
   * @param text the document; nothing where it is a tombstone
   * @param place {@code nudge.campaigns-0@17}
   * @param partition of the topic
   * @param offset in that partition
   * @param time of the record, in milliseconds since 1970-01-01T00:00Z
   */
  record Entry(
      String id, Optional<String> text, String place, long partition, long offset, long time) {
    /** The campaign, if the document has no mistake. */
    Optional<CampaignDocument> sound() {
      List<Problem> problems = new ArrayList<>();
      List<CampaignDocument> documents = CampaignReader.read(place, text.orElse(""), problems);
      if (documents.size() != 1 || CampaignFiles.errors(problems) > 0) {
        return Optional.empty();
      }
      CampaignSet.Compiled compiled =
          CampaignSet.compile(
              List.of(CampaignFiles.published(documents.get(0).campaign(), Instant.EPOCH)));
      return CampaignFiles.errors(compiled.problems()) > 0
          ? Optional.empty()
          : Optional.of(documents.get(0));
    }
  }

  /** Reads all documents that are still there, the oldest first. */
  static void read(Cluster cluster, String topic, Consumer<Entry> sink) throws IOException {
    cluster.require(List.of(topic));
    try (TopicReader reader = cluster.reader(List.of(topic))) {
      reader.readToEnd(
          message -> {
            byte[] key = message.key();
            if (key != null) {
              sink.accept(
                  new Entry(
                      new String(key, StandardCharsets.UTF_8),
                      Optional.ofNullable(message.value())
                          .map(value -> new String(value, StandardCharsets.UTF_8)),
                      topic + "-" + message.partition() + "@" + message.offset(),
                      message.partition(),
                      message.offset(),
                      message.timestamp()));
            }
          });
    }
  }

  /** The last answer of the job for each campaign. */
  static Map<String, CampaignStatus> statuses(Cluster cluster, String topic) throws IOException {
    cluster.require(List.of(topic));
    Map<String, CampaignStatus> statuses = new TreeMap<>();
    try (TopicReader reader = cluster.reader(List.of(topic))) {
      reader.readToEnd(
          message ->
              CampaignStatus.read(message.value())
                  .ifPresent(status -> statuses.put(status.campaign(), status)));
    }
    return statuses;
  }
}
