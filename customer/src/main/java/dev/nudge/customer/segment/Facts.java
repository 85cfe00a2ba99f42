package dev.nudge.customer.segment;

import dev.nudge.engine.expression.Compiled;
import dev.nudge.engine.expression.Scope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a condition may ask of a customer beside the profile: columns of the view customers. */
public final class Facts {
  /** By name, with the type that each has in an expression. */
  static final Map<String, Scope.Type> TYPES = types();

  /** The names that the condition of a segment may use. */
  public static final Scope SCOPE = Scope.ofCustomer(TYPES);

  private Facts() {}

  private static Map<String, Scope.Type> types() {
    Map<String, Scope.Type> types = new LinkedHashMap<>();
    types.put("orders", Scope.Type.INT);
    types.put("total_spend", Scope.Type.DOUBLE);
    types.put("average_purchase", Scope.Type.DOUBLE);
    types.put("first_seen", Scope.Type.TIMESTAMP);
    types.put("last_seen", Scope.Type.TIMESTAMP);
    types.put("last_purchase", Scope.Type.TIMESTAMP);
    types.put("favourite_categories", Scope.Type.TEXTS);
    types.put("open_cart", Scope.Type.TEXTS);
    return Collections.unmodifiableMap(types);
  }

  /** Those that a condition asks for. */
  static Set<String> of(Compiled condition) {
    Set<String> asked = new TreeSet<>(TYPES.keySet());
    asked.retainAll(condition.names().fields());
    return asked;
  }
}
