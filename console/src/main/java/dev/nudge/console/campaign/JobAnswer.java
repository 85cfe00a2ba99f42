package dev.nudge.console.campaign;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the job made of a record of the campaigns topic, as the status topic has it.
 *
 * @param version the job's number; where the document was refused, of the one that stays live
 * @param partition of the campaigns topic; {@value #FOREIGN} more for another system's topic
 * @param problems {@code 4:9: error: text}
 * @param document of another system's campaign, what it became
 */
record JobAnswer(
    String campaign,
    long version,
    JobState state,
    int partition,
    long offset,
    List<String> problems,
    Optional<String> document) {
  /** More partitions than a topic has: what is told of another topic is known by that. */
  private static final int FOREIGN = 1_000_000;

  /** Nothing where the bytes say nothing of the kind. */
  static Optional<JobAnswer> read(JsonMapper mapper, byte @Nullable [] value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      JsonNode json = mapper.readTree(value);
      return JobState.of(json.path("state").asString(""))
          .filter(state -> json.path("campaign").isString() && json.path("offset").isNumber())
          .map(
              state ->
                  new JobAnswer(
                      json.path("campaign").asString(),
                      Math.max(0, json.path("version").asLong(0)),
                      state,
                      json.path("partition").asInt(0) + (json.has("topic") ? FOREIGN : 0),
                      json.path("offset").asLong(),
                      json.path("problems").valueStream().map(JsonNode::asString).toList(),
                      json.path("document").stringValueOpt()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
