package dev.nudge.customer.ingest;

import dev.nudge.customer.collection.Collection;
import dev.nudge.customer.collection.Source;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.CatalogEntry;
import dev.nudge.engine.mapping.ChangeReader;
import dev.nudge.engine.mapping.ChangeReader.Change;
import dev.nudge.engine.mapping.Layout;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.ProfileUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** How the records of topics become JSON for a transform. Serves one thread. */
final class RecordForm {
  /** What one topic's records become. */
  private interface Form {
    void read(ConsumerRecord<byte[], byte[]> record, Consumer<String> json);
  }

  private final Map<String, Form> forms = new LinkedHashMap<>();
  private final JsonWriter writer = new JsonWriter();
  private @Nullable ChangeReader changes;

  /** For the topics of a collection's source that is one or several of them. */
  static RecordForm of(Collection collection, LiveStreams live) {
    Source source = collection.source();
    RecordForm form = new RecordForm();
    if (source instanceof Source.Topic topic) {
      form.changes =
          topic
              .envelope()
              .map(format -> new ChangeReader(format, collection.input().keySet()))
              .orElse(null);
      form.forms.put(topic.name(), RecordForm::asItIs);
    } else if (source instanceof Source.Stream stream) {
      switch (stream.kind()) {
        case EVENTS ->
            live.events()
                .forEach(
                    topic ->
                        form.forms.put(
                            topic.name(),
                            form.mapped(topic.mapping().events().json(), form::event)));
        case PROFILES ->
            form.forms.put(
                live.profiles().name(),
                form.mapped(live.profiles().mapping().profiles().json(), form::profile));
        case CATALOG ->
            form.forms.put(
                live.catalog().name(),
                live.catalog()
                    .mapping()
                    .catalog()
                    .map(Layout::json)
                    .map(reader -> form.mapped(reader, form::entry))
                    .orElse(RecordForm::asItIs));
        case TRIGGERS -> live.triggers().forEach(name -> form.forms.put(name, RecordForm::asItIs));
        case TRANSITIONS ->
            live.transitions().ifPresent(name -> form.forms.put(name, RecordForm::asItIs));
      }
    }
    return form;
  }

  /** The topics whose records it knows. */
  List<String> topics() {
    return List.copyOf(forms.keySet());
  }

  /**
   * Adds what a record says: nothing where the live system rejects it, several rows where it holds
   * several events.
   *
   * @param deletions whether rows that are gone are wanted: a record without a value, or the change
   *     that deletes one
   */
  void read(ConsumerRecord<byte[], byte[]> record, boolean deletions, List<InputRecord> into) {
    Form form = forms.get(record.topic());
    String key = record.key() == null ? null : text(record.key());
    if (changes != null) {
      readChanges(changes, record, key, deletions, into);
    } else if (record.value() == null) {
      if (deletions && key != null) {
        into.add(row(record, key, null));
      }
    } else if (form != null) {
      form.read(record, json -> into.add(row(record, key, json)));
    }
  }

  private void readChanges(
      ChangeReader changes,
      ConsumerRecord<byte[], byte[]> record,
      @Nullable String key,
      boolean deletions,
      List<InputRecord> into) {
    if (record.value() == null) {
      return; // follows the change that deleted the row
    }
    Parsed<List<Change>> read = changes.read(record.value());
    if (read instanceof Parsed.Rejected<List<Change>> rejected) {
      into.add(row(record, key, text(record.value())).unreadable(rejected.rejection().toString()));
      return;
    }
    for (Change change : ((Parsed.Accepted<List<Change>>) read).value()) {
      if (deletions || !change.deleted()) {
        into.add(row(record, key, text(writer.writeValue(change.row()))));
      }
    }
  }

  private static InputRecord row(
      ConsumerRecord<byte[], byte[]> record, @Nullable String key, @Nullable String json) {
    return new InputRecord(
        record.topic() + '-' + record.partition(), record.offset(), record.timestamp(), key, json);
  }

  private static void asItIs(ConsumerRecord<byte[], byte[]> record, Consumer<String> json) {
    json.accept(text(record.value()));
  }

  private <T> Form mapped(LineReader<T> reader, Function<T, byte[]> write) {
    return (record, json) ->
        reader.readAll(
            record.value(),
            0,
            record.value().length,
            record.timestamp(),
            parsed -> {
              // What is rejected, the job rejects as well, and tells.
              if (parsed instanceof Parsed.Accepted<T> accepted) {
                json.accept(text(write.apply(accepted.value())));
              }
            });
  }

  private byte[] event(Event event) {
    return writer.write(event);
  }

  private byte[] profile(ProfileUpdate update) {
    Map<String, Object> value = new LinkedHashMap<>(update.properties().toMap());
    value.put("user", update.user());
    update.time().ifPresent(time -> value.put("time", Instant.ofEpochMilli(time).toString()));
    return writer.writeValue(value);
  }

  private byte[] entry(CatalogEntry entry) {
    Map<String, Object> value = new LinkedHashMap<>(entry.properties().toMap());
    value.put("product_id", entry.key());
    return writer.writeValue(value);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
