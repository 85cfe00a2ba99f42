package dev.nudge.bench.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Six patterns that shops watch for, as they are written for Flink CEP; {@link HandWritten} has the
 * same by hand.
 */
public enum ShopPattern {
  /** A view right after a view of another category, in a visit. */
  CROSS_SELL(
      """
      pattern:
        correlate_by: event.session
        steps:
          - {name: first, event: view}
          - {name: second, event: view, contiguity: next, where: event.category != first.category}
        within: 5m
        skip: past_last_event
      offer: {text: "From ${first.category} to ${second.category}"}
      """),

  /** Something dear in the cart and no purchase in time. */
  ABANDONED(
      """
      pattern:
        correlate_by: event.session
        steps:
          - {name: cart, event: cart, where: event.price > 200.0}
          - {name: purchase, event: purchase, absent: true}
        within: 10m
        skip: no_skip
      offer: {text: "Still yours: ${cart.product}"}
      """),

  /** Something dear in the cart and a purchase in time. */
  COMPLETED(
      """
      pattern:
        correlate_by: event.session
        steps:
          - {name: cart, event: cart, where: event.price > 200.0}
          - {name: purchase, event: purchase}
        within: 10m
        skip: past_last_event
      offer: {text: "Thank you for ${purchase.product}, after ${cart.product}"}
      """),

  /** Four views in a visit. */
  INTENT(
      """
      pattern:
        correlate_by: event.session
        steps:
          - {name: first, event: view}
          - {name: again, event: view, times: 3}
        within: 15m
        skip: past_last_event
      offer: {text: "Do you look for ${first.product}?"}
      """),

  /** A view, then right away the same product cheaper, then right away something in the cart. */
  PRICE(
      """
      pattern:
        steps:
          - {name: dear, event: view}
          - name: cheaper
            event: view
            contiguity: next
            where: event.product == dear.product && event.price < dear.price
          - {name: cart, event: cart, contiguity: next}
        within: 10m
        skip: past_last_event
      offer: {text: "Good prices beside ${dear.product}"}
      """),

  /** Ten views in a week, and what comes right after is no purchase. */
  CHURN(
      """
      pattern:
        steps:
          - {name: views, event: view, times: {min: 10}}
          - {name: purchase, event: purchase, absent: true, contiguity: next}
        within: 7d
        skip: past_last_event
      offer: {text: "Not yet found, since ${views[0].product}?"}
      """);

  private final String body;

  ShopPattern(String body) {
    this.body = body;
  }

  /** The id of its campaign. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The campaign, as YAML. */
  public String document() {
    return "id: " + id() + "\n" + body;
  }

  /** The campaigns of all six, as YAML. */
  public static List<String> documents() {
    return List.copyOf(documentsById().values());
  }

  /** The same by their ids. */
  public static Map<String, String> documentsById() {
    Map<String, String> documents = new LinkedHashMap<>();
    for (ShopPattern pattern : values()) {
      documents.put(pattern.id(), pattern.document());
    }
    return documents;
  }
}
