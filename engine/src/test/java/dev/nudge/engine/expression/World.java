package dev.nudge.engine.expression;

import dev.cel.common.values.NullValue;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What one expression sees, as a frame for us and as a map of variables for dev.cel. */
final class World {
  static final Scope SCOPE =
      new Scope(
          true,
          false,
          Map.of("cart_add", new Scope.Step(0, false), "views", new Scope.Step(1, true)),
          Map.of(
              "n", new Scope.Measure(0, Scope.Type.INT, false),
              "spend", new Scope.Measure(1, Scope.Type.DOUBLE, false),
              "top3", new Scope.Measure(2, Scope.Type.DOUBLES, false),
              "first_price", new Scope.Measure(3, Scope.Type.DYN, false)),
          Map.of());

  private static final List<Object> SCALARS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          7L,
          42L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          0.0,
          1.0,
          1.5,
          -2.5,
          1e19,
          200.0,
          7.0,
          "",
          "a",
          "ab",
          "cart",
          "1",
          "1.5",
          "10s",
          "\ud83d\ude00",
          "a+",
          true,
          false,
          Null.NULL,
          1577836800L);

  private final Random random;
  final Event event;
  final Event cartAdd;
  final List<Event> views = new ArrayList<>();
  final Profile profile;
  final long now;
  final List<Object> measures;

  World(Random random) {
    this.random = random;
    event = event("e0");
    cartAdd = event("e1");
    for (int i = random.nextInt(4); i > 0; i--) {
      views.add(event("v" + i));
    }
    Map<String, Object> tags = new LinkedHashMap<>();
    put(tags, "tier", pick(List.of("gold", "basic")));
    put(tags, "i", scalar());
    put(tags, "birth_date", pick(List.of("1990-04-01", "2020-02-29", "bad", "2030-01-01")));
    if (random.nextInt(4) == 0) {
      tags.put("age", scalar());
    }
    put(tags, "tags", list(1));
    profile = new Profile(Properties.of(tags));
    now = time();
    measures =
        List.of(
            pick(List.of(0L, 3L, 1000L)),
            pick(List.of(0.0, 12.5, 1e300)),
            pick(List.<Object>of(List.of(), List.of(3.0), List.of(9.0, 2.5, 1.0))),
            scalar());
  }

  Frame frame() {
    Frame frame = new Frame();
    frame.event = event;
    frame.profile = profile;
    frame.now = now;
    frame.matched =
        new Frame.Matched() {
          @Override
          public Event event(int step) {
            return cartAdd;
          }

          @Override
          public List<Event> events(int step) {
            return views;
          }
        };
    frame.measures = (measure, into) -> into.put(measures.get(measure));
    return frame;
  }

  Map<String, Object> variables() {
    Map<String, Object> variables = new LinkedHashMap<>();
    put("event", event, variables);
    put("cart_add", cartAdd, variables);
    variables.put("views", foreign(views.stream().map(World::plain).toList()));
    Map<String, Object> tags = profile.properties().toMap();
    int age =
        profile.ageOn(
            java.time.LocalDate.ofInstant(Instant.ofEpochMilli(now), java.time.ZoneOffset.UTC));
    if (age >= 0) {
      tags.putIfAbsent("age", (long) age);
    }
    variables.put("profile", foreign(tags));
    variables.put("now", Instant.ofEpochMilli(now));
    variables.put("n", measures.get(0));
    variables.put("spend", measures.get(1));
    variables.put("top3", measures.get(2));
    variables.put("first_price", foreign(measures.get(3)));
    return variables;
  }

  private static void put(String name, Event event, Map<String, Object> variables) {
    variables.put(name, foreign(plain(event)));
    variables.put(name + ".id", event.id());
    variables.put(name + ".user", event.user());
    variables.put(name + ".type", event.type());
    variables.put(name + ".time", Instant.ofEpochMilli(event.time()));
  }

  private static Map<String, Object> plain(Event event) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", event.id());
    map.put("user", event.user());
    map.put("type", event.type());
    map.put("time", Instant.ofEpochMilli(event.time()));
    map.putAll(event.properties().toMap());
    return map;
  }

  /** A value of ours as dev.cel has it. */
  private static Object foreign(Object value) {
    if (value == Null.NULL) {
      return NullValue.NULL_VALUE;
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(foreign(element)));
      return copy;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(key, foreign(element)));
      return copy;
    }
    return value;
  }

  /** A value of dev.cel, or of ours, in one form that can be compared. */
  static Object common(Object value) {
    if (value instanceof NullValue) {
      return Null.NULL;
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(common(element)));
      return copy;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(common(key), common(element)));
      return copy;
    }
    return value;
  }

  /** The boxed value of an expression, or its error. */
  static Object value(Expression expression, Frame frame) {
    Kind kind = expression.evaluate(frame);
    return Values.box(kind, frame);
  }

  private Event event(String id) {
    Map<String, Object> properties = new LinkedHashMap<>();
    put(properties, "i", pick(List.of(0L, 1L, 2L, -5L, Long.MAX_VALUE)));
    put(properties, "d", pick(List.of(0.0, 1.5, 200.0, 250.5, -1e308)));
    put(properties, "s", pick(List.of("", "a", "cart", "ab", "\ud83d\ude00x", "12")));
    put(properties, "b", random.nextBoolean());
    put(properties, "n", Null.NULL);
    put(properties, "l", list(2));
    put(properties, "nums", List.of(random.nextInt(9) * 1.0, 2.5));
    put(properties, "m", Map.of("a", scalar(), "b", list(1), "i", scalar()));
    put(properties, "t", Instant.ofEpochMilli(time()));
    put(properties, "u", Duration.ofMillis(random.nextInt(100_000) - 50_000));
    return new Event(
        id, "u1", pick(List.of("cart", "view", "a")), time(), Properties.of(properties));
  }

  private void put(Map<String, Object> properties, String name, Object value) {
    int dice = random.nextInt(10);
    if (dice > 1) {
      properties.put(name, dice == 2 ? scalar() : value);
    }
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(depth > 0 && random.nextInt(4) == 0 ? list(depth - 1) : scalar());
    }
    return list;
  }

  private long time() {
    return pick(List.of(0L, 1577836800000L, 1709249415123L, -1L, 253402300799999L, 1700000000001L));
  }

  private Object scalar() {
    return pick(SCALARS);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
