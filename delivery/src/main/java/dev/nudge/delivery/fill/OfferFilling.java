package dev.nudge.delivery.fill;

import dev.nudge.delivery.fill.QuerySource.UnansweredException;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.document.JsonPointers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the answers of queries into offers that hold some, at the moment at which they are sent. A
 * trigger without one costs a look through its offer.
 */
public record OfferFilling(QuerySource source) {
  /**
   * Where a trigger says that queries stand in its offer, as JSON pointers: what an event or a
   * profile holds may look like one, and is none.
   */
  private static final String PLACES = "queries";

  /** More of one offer are not asked: each may take its time. */
  private static final int MOST = 5;

  /**
   * A trigger with its offer filled.
   *
   * @param unanswered which queries have their fallback in it, and why; a line each
   */
  public record Filled(FiredTrigger trigger, List<String> unanswered) {}

  /** Asks what an offer asks, one after the other. */
  public Filled fill(FiredTrigger trigger) {
    Object offer = trigger.values().get("offer");
    Set<String> places = places(trigger.values().get(PLACES));
    if (offer == null || places.isEmpty()) {
      return new Filled(trigger, List.of());
    }
    Asking asking = new Asking(source, places);
    Map<String, Object> values = new LinkedHashMap<>(trigger.values());
    values.put("offer", asking.filled(offer, ""));
    values.remove(PLACES);
    return new Filled(
        new FiredTrigger(
            trigger.id(), trigger.campaign(), trigger.user(), trigger.channels(), values),
        List.copyOf(asking.unanswered));
  }

  private static Set<String> places(@Nullable Object said) {
    Set<String> places = new HashSet<>();
    if (said instanceof List<?> pointers) {
      pointers.forEach(pointer -> places.add(pointer.toString()));
    }
    return places;
  }

  private static final class Asking {
    private final QuerySource source;
    private final Set<String> places;
    private final List<String> unanswered = new ArrayList<>();
    private int asked;

    Asking(QuerySource source, Set<String> places) {
      this.source = source;
      this.places = places;
    }

    Object filled(Object value, String at) {
      if (value instanceof List<?> list) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          elements.add(filled(list.get(i), JsonPointers.below(at, i)));
        }
        return elements;
      }
      if (!(value instanceof Map<?, ?> map)) {
        return value;
      }
      if (places.contains(at)) {
        Optional<OfferQuery> query = OfferQuery.of(map);
        if (query.isPresent()) {
          return answer(query.get());
        }
      }
      Map<Object, Object> members = new LinkedHashMap<>();
      map.forEach(
          (name, member) ->
              members.put(name, filled(member, JsonPointers.below(at, name.toString()))));
      return members;
    }

    private Object answer(OfferQuery query) {
      asked++;
      try {
        if (asked > MOST) {
          throw new UnansweredException("an offer asks at most " + MOST + " queries");
        }
        return source.ask(query.name(), query.parameters(), query.timeout());
      } catch (UnansweredException e) {
        unanswered.add(query.name() + ": " + e.reason());
        return query.fallback();
      }
    }
  }
}
