package dev.nudge.console.collect.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.collect.BoundedWriter.Outgoing;
import dev.nudge.console.collect.JsonTree;
import dev.nudge.console.collect.tracking.People.Join;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.json.Rejection;
import dev.nudge.engine.mapping.LineReader;
import dev.nudge.engine.mapping.ProfileUpdate;
import dev.nudge.stream.RecordBound;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes records for the topic of profiles of what the messages of one request say of people: one of
 * each person, which says all of it. Serves one thread.
 */
final class ProfileRecords {
  /** What the job keeps of a user. */
  private static final int MOST_BYTES = 256 << 10;

  private final ConsoleSettings.Source to;
  private final RecordBound bound;
  private final Allowance allowance;
  private final Consumer<Outgoing> made;
  private final LineReader<ProfileUpdate> reader;

  /** Who has changed, each with the last message that did it. */
  private final Map<String, Integer> changed = new LinkedHashMap<>();

  /**
   * Of one request.
   *
   * @param allowance for what messages say
   * @param made takes the records
   */
  ProfileRecords(
      ConsoleSettings.Source to, RecordBound bound, Allowance allowance, Consumer<Outgoing> made) {
    this.to = to;
    this.bound = bound;
    this.allowance = allowance;
    this.made = made;
    this.reader = to.mapping().profiles().json();
  }

  /**
   * Takes an identify, group or alias.
   *
   * @param people who change by it
   * @return why it cannot be used, if so; then nobody has changed
   */
  Optional<Unusable> take(int index, Message message, People people) {
    if (!to.isCanonical()) {
      return unusable(index, "no place for profiles", "'topics.profiles' is in a form of its own");
    }
    Optional<Join> join = people.join(message);
    if (join.isEmpty() && message.said().isEmpty()) {
      return Optional.empty();
    }
    String user =
        join.filter(each -> message.call() == Call.ALIAS)
            .map(Join::user)
            .orElseGet(() -> people.of(message));
    Traits known = people.known(user);
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    said.put("user", user);
    said.setAll(message.call() == Call.GROUP ? ofGroup(message.said(), known) : message.said());
    byte[] line = JsonTree.bytes(said);
    allowance.use(line.length);
    if (reader.read(line, 0, line.length) instanceof Parsed.Rejected<ProfileUpdate> refused) {
      return Optional.of(new Unusable(index, refused.rejection()));
    }
    ObjectNode update = JsonTree.object(line);
    update.remove("user");
    Traits.Change change = known.change(join.map(each -> people.known(each.visitor())), update);
    Optional<Unusable> fault = fault(index, change, user);
    if (fault.isPresent()) {
      return fault;
    }
    if (join.isPresent()) {
      write(join.get().visitor(), people);
      people.take(join.get());
    }
    if (!change.isEmpty()) {
      people.keep(user, change.make());
      changed.put(user, index);
    }
    return Optional.empty();
  }

  /** Makes the records of all who have changed. */
  void write(People people) {
    changed.forEach((user, index) -> write(index, user, people.known(user)));
    changed.clear();
  }

  /** Makes that of one, if there is anything new. */
  private void write(String user, People people) {
    Integer index = changed.remove(user);
    if (index != null) {
      write(index, user, people.known(user));
    }
  }

  private void write(int index, String user, Traits known) {
    made.accept(new Outgoing(index, to.topic(), user.getBytes(UTF_8), known.record(user)));
  }

  /** The traits of a group are merged with those of the same group; of another, they are new. */
  private static ObjectNode ofGroup(ObjectNode said, Traits known) {
    ObjectNode update = JsonNodeFactory.instance.objectNode();
    update.set("group_id", said.get("group_id"));
    boolean same = said.path("group_id").equals(known.get("group_id"));
    if (same && said.path("group").isEmpty() && !known.get("group").isMissingNode()) {
      return update;
    }
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    if (same && known.get("group") instanceof ObjectNode before) {
      group.setAll(before);
    }
    for (Map.Entry<String, JsonNode> trait : said.path("group").properties()) {
      if (trait.getValue().isNull()) {
        group.remove(trait.getKey());
      } else {
        group.set(trait.getKey(), trait.getValue());
      }
    }
    update.set("group", group);
    return update;
  }

  private Optional<Unusable> fault(int index, Traits.Change change, String user) {
    if (change.width() > JsonReader.WIDEST) {
      return unusable(
          index,
          Rejection.BEYOND_LIMITS,
          "'"
              + user
              + "' would have "
              + (change.width() - 1)
              + " traits, with those that are removed; at most "
              + (JsonReader.WIDEST - 1));
    }
    long most = Math.min(MOST_BYTES, bound.of(to.topic()) - user.length() * 3L);
    long size = change.size(user);
    return size > most
        ? unusable(
            index,
            Rejection.BEYOND_LIMITS,
            "the profile of '" + user + "' would have " + size + " bytes; at most " + most)
        : Optional.empty();
  }

  private static Optional<Unusable> unusable(int index, String reason, String detail) {
    return Optional.of(new Unusable(index, new Rejection(reason, detail)));
  }
}
