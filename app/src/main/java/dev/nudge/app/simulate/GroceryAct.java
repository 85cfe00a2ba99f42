package dev.nudge.app.simulate;

import dev.nudge.engine.json.IsoTime;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a customer of the grocery shop did. */
sealed interface GroceryAct {
  /** In milliseconds since 1970-01-01T00:00Z. */
  long time();

  /** Who. */
  String user();

  /** As the shop's own system writes it. */
  Map<String, Object> record();

  /** As an event. */
  Map<String, Object> event();

  /**
   * Something was looked at, put into the basket or taken out.
   *
   * @param activity {@code view}, {@code add} or {@code remove}
   */
  record Touch(long time, String user, String activity, String product) implements GroceryAct {
    @Override
    public Map<String, Object> record() {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("user_id", user);
      members.put("product_id", product);
      members.put("activity", activity);
      members.put("event_time", IsoTime.format(time));
      return members;
    }

    @Override
    public Map<String, Object> event() {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("user", user);
      members.put("type", activity);
      members.put("time", IsoTime.format(time));
      members.put("product_id", product);
      return members;
    }
  }

  /**
   * A basket was paid for.
   *
   * @param id of the purchase
   */
  record Purchase(
      long time, String user, String id, List<String> items, BigDecimal total, String card)
      implements GroceryAct {
    @Override
    public Map<String, Object> record() {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("purchase_id", id);
      members.put("user_id", user);
      members.put("items", items);
      members.put("total", total);
      members.put("card_type", card);
      members.put("event_time", IsoTime.format(time));
      return members;
    }

    @Override
    public Map<String, Object> event() {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("id", id);
      members.put("user", user);
      members.put("type", "purchase");
      members.put("time", IsoTime.format(time));
      members.put("items", items);
      members.put("total", total);
      members.put("card_type", card);
      return members;
    }
  }
}
