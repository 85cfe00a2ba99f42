package dev.nudge.job.publication;

import dev.nudge.engine.json.IsoTime;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the records that say what became of each campaign document: {@code {"campaign","version",
 * "state","published","partition","offset","name","measures","problems"}}; of a campaign of another
 * system also the {@code topic} that it was written to, and the {@code document} that it became.
 * Not safe for use by several threads.
 */
final class StatusRecords {
  private final String topic;
  private final JsonWriter json = new JsonWriter();

  StatusRecords(String topic) {
    this.topic = topic;
  }

  /**
   * All subtasks use the version.
   *
   * @param warnings of all of them
   */
  Outgoing applied(Message.Applied applied, Collection<String> warnings) {
    Version version = applied.version();
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("campaign", version.campaign());
    status.put("version", (long) version.number());
    status.put("state", version.state().word());
    status.put("published", IsoTime.format(version.publishedAt()));
    place(version.topic(), applied.record(), status);
    if (!version.name().isEmpty()) {
      status.put("name", version.name());
    }
    if (version.foreign() != null) {
      status.put("document", version.text()); // which stands on no topic
    }
    if (!applied.seen().isEmpty()) {
      status.put("measures", applied.seen().stream().map(StatusRecords::seen).toList());
    }
    List<String> problems = new ArrayList<>();
    applied.seen().stream()
        .filter(seen -> !seen.sight().whole())
        .forEach(seen -> problems.add(warning(seen)));
    problems.addAll(warnings);
    if (!problems.isEmpty()) {
      status.put("problems", problems);
    }
    return new Outgoing(Outgoing.Kind.STATUS, topic, version.campaign(), json.writeValue(status));
  }

  /** The document was refused, and this version stays; 0 for none. */
  Outgoing refused(Message.Written written, int staying, List<String> problems) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("campaign", written.id());
    status.put("version", (long) staying);
    status.put("state", "refused");
    place(written.topic(), written.record(), status);
    status.put("problems", problems);
    return new Outgoing(Outgoing.Kind.STATUS, topic, written.id(), json.writeValue(status));
  }

  private static Map<String, Object> seen(Message.Seen seen) {
    Map<String, Object> measure = new LinkedHashMap<>();
    measure.put("name", seen.sight().measure());
    measure.put("asks", seen.sight().asks());
    measure.put("sees_from", IsoTime.format(seen.sight().from()));
    return measure;
  }

  private static String warning(Message.Seen seen) {
    return seen.line()
        + ":"
        + seen.column()
        + ": warning: '"
        + seen.sight().measure()
        + "' ("
        + seen.sight().asks()
        + ") sees back to "
        + IsoTime.format(seen.sight().from())
        + ": no older events were kept (time.history)";
  }

  private static void place(String foreign, RecordId record, Map<String, Object> status) {
    if (!foreign.isEmpty()) {
      status.put("topic", foreign);
    }
    status.put("partition", (long) record.partition());
    status.put("offset", record.offset());
  }
}
