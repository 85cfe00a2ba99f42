package dev.nudge.engine.index;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.expression.AccessPredicate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbered conditions, each under the most telling of its access predicates. Finding those that an
 * event may satisfy costs one look-up for each property that some predicate looks at, and what is
 * found. Immutable; one serves all threads.
 */
public final class PredicateIndex {
  private final int[] plain;
  private final ByProperty[] ofEvent;
  private final ByProperty[] ofProfile;

  private PredicateIndex(Builder builder) {
    plain = builder.plain.toArray();
    ofEvent = builder.of(AccessPredicate.Owner.EVENT);
    ofProfile = builder.of(AccessPredicate.Owner.PROFILE);
  }

  /** Adds all numbers whose predicate holds or is not known not to: in no order, some repeated. */
  public void find(Event event, Profile profile, Register register, Found into) {
    into.addAll(plain);
    for (ByProperty property : ofEvent) {
      property.find(event.properties(), register, into);
    }
    for (ByProperty property : ofProfile) {
      property.find(profile.properties(), register, into);
    }
  }

  /** Collects conditions. */
  public static final class Builder {
    private final NumberList plain = new NumberList();
    private final Map<AccessPredicate.Read, ByProperty.Builder> properties = new LinkedHashMap<>();

    /** An index of nothing. */
    public Builder() {}

    /**
     * Adds a condition under the most telling of its predicates; under none where they are none.
     */
    public void add(int number, List<AccessPredicate> access) {
      Optional<AccessPredicate.OfProperty> best = Telling.most(access);
      if (best.isEmpty()) {
        plain.add(number);
      } else {
        AccessPredicate.Read read = best.get().read();
        properties
            .computeIfAbsent(read, r -> new ByProperty.Builder(r.name()))
            .add(best.get(), number);
      }
    }

    private ByProperty[] of(AccessPredicate.Owner owner) {
      List<ByProperty> all = new ArrayList<>();
      properties.forEach(
          (read, builder) -> {
            if (read.owner() == owner) {
              all.add(builder.build());
            }
          });
      return all.toArray(ByProperty[]::new);
    }

    /** The index. */
    public PredicateIndex build() {
      return new PredicateIndex(this);
    }
  }
}
