package dev.nudge.console.live;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as it is in its topic; what the description of the API says of it.
 *
 * @param id the same for the same trigger, however often it is written
 * @param time ISO-8601, of the completing event or of the deadline
 * @param cause {@code match}, {@code timeout} or {@code condition}
 * @param offer any JSON
 * @param matched by step: an array of events, or {@code {"count","first","last"}} where the
 *     campaign does not look at them
 * @param measures the values of the campaign's measures by name
 */
public record TriggerRecord(
    String id,
    String campaign,
    int version,
    String user,
    String time,
    String cause,
    @Nullable Object offer,
    Map<String, Object> matched,
    Map<String, Object> measures) {}
