package dev.nudge.app.live;

import dev.nudge.engine.json.IsoTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document that was written, and what the job made of it.
 *
 * @param partition of the campaigns topic
 * @param offset in that partition
 * @param status the job's answer, if one was waited for and came
 * @param millis from writing to the answer
 */
record PublishResult(
    Publication publication,
    long partition,
    long offset,
    Optional<CampaignStatus> status,
    long millis) {
  boolean isRefused() {
    return status.isPresent() && status.get().isRefused();
  }

  /** {@code abandoned-cart: version 3, active, 84 ms}. */
  String line() {
    String id = publication.id() + ": ";
    if (status.isEmpty()) {
      return id + "written";
    }
    CampaignStatus answer = status.get();
    if (answer.isRefused()) {
      return id
          + "refused, "
          + (answer.version() > 0
              ? "version " + answer.version() + " stays live"
              : "nothing of it is live");
    }
    return id + "version " + answer.version() + ", " + answer.state() + ", " + millis + " ms";
  }

  /** The problems that the job found, at their places. */
  List<String> problems() {
    return status
        .map(answer -> answer.problems().stream().map(publication::located).toList())
        .orElse(List.of());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("campaign", publication.id());
    json.put("partition", partition);
    json.put("offset", offset);
    json.put("state", status.map(CampaignStatus::state).orElse("written"));
    status.ifPresent(
        answer -> {
          json.put("version", answer.version());
          if (answer.published() != IsoTime.NONE) {
            json.put("published", IsoTime.format(answer.published()));
          }
          json.put("millis", millis);
          json.put("problems", problems());
        });
    return json;
  }
}
