package dev.nudge.engine;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Null;
import dev.nudge.engine.event.Properties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Campaign documents of all shapes, and events that often concern them; some do not compile. */
final class RandomCampaigns {
  private static final List<String> TYPES = List.of("0", "1", "a", "b");
  private static final List<String> TEXTS = List.of("ab", "abc", "b", "x");

  private final Random random;
  private int measures;
  private int steps;

  RandomCampaigns(Random random) {
    this.random = random;
  }

  private boolean in(int of) {
    return random.nextInt(of) == 0;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A document; of the same id as others it is a version of them. */
  String document(String id) {
    StringBuilder text = new StringBuilder("id: " + id + "\n");
    measures = 0;
    steps = 0;
    if (in(12)) {
      text.append("status: paused\n");
    }
    if (in(3)) {
      text.append("audience: \"").append(condition(false, 1)).append("\"\n");
    }
    boolean pattern = !in(3);
    if (!pattern || in(3)) {
      int count = 1 + random.nextInt(2);
      text.append("measures:\n");
      for (int i = 0; i < count; i++) {
        text.append("  m").append(i).append(": ").append(measure()).append('\n');
        measures++;
      }
    }
    if (pattern) {
      text.append("pattern:\n").append(pattern());
    }
    if (!pattern || in(4)) {
      text.append("when: \"").append(when(pattern)).append("\"\n");
    }
    return text.append("offer: {text: hello}\n").toString();
  }

  private String when(boolean pattern) {
    String measured = measures == 0 ? "true" : measured();
    return switch (random.nextInt(6)) {
      case 0 -> measured + " && " + condition(!pattern, 0);
      case 1 -> condition(!pattern, 0) + " && " + measured;
      case 2 -> measures == 0 ? "1 == 1" : measured + " || " + measured();
      default -> measured;
    };
  }

  private String measured() {
    return "m" + random.nextInt(measures) + one(List.of(" >= ", " > ", " < ")) + random.nextInt(4);
  }

  private String measure() {
    String aggregate = one(List.of("count", "count", "count", "sum", "max", "distinct", "avg"));
    StringBuilder text = new StringBuilder("{aggregate: " + aggregate);
    if (!aggregate.equals("count")) {
      text.append(", value: event.n");
    }
    boolean sequence = aggregate.equals("count") && in(5);
    if (sequence) {
      text.append(", sequence: [{event: a}, {event: b, where: \"")
          .append(condition(true, 0))
          .append("\"}]");
    } else if (!in(4)) {
      text.append(", event: ").append(in(4) ? "['0', a]" : "'" + one(TYPES) + "'");
    }
    if (!sequence && !in(3)) {
      text.append(", where: \"").append(condition(true, 1)).append('"');
    }
    if (in(5)) {
      text.append(", by: event.k");
    }
    text.append(
        switch (random.nextInt(7)) {
          case 0 -> "";
          case 1 -> ", over: {from: day}";
          case 2 -> ", over: {from: day - 1d, to: day}";
          case 3 -> ", over: {from: publish - 5s}";
          default -> ", over: " + (2 + random.nextInt(12)) + "s";
        });
    return text.append('}').toString();
  }

  private String pattern() {
    StringBuilder text = new StringBuilder();
    if (in(4)) {
      text.append("  correlate_by: ")
          .append(one(List.of("event.k", "event.n", "event.n % 2", "event.user")))
          .append('\n');
    }
    if (in(8)) {
      text.append("  among: \"").append(condition(true, 1)).append("\"\n");
    }
    if (in(8)) {
      text.append("  distinct: event.n\n");
    }
    text.append("  steps:\n");
    int count = 1 + random.nextInt(3);
    boolean absent = false;
    for (int i = 0; i < count; i++) {
      if (in(5)) {
        text.append(group(i == 0));
        absent = false;
      } else {
        absent = i > 0 && in(4);
        text.append("    - ").append(step(absent, i == 0)).append('\n');
      }
    }
    if (absent || in(2)) {
      text.append("  within: ").append(3 + random.nextInt(12)).append("s\n");
    }
    String skip = one(List.of("", "no_skip", "to_next", "past_last_event", "{to_last: s0}"));
    return skip.isEmpty()
        ? text.toString()
        : text.append("  skip: ").append(skip).append('\n').toString();
  }

  private String group(boolean first) {
    StringBuilder text = new StringBuilder("    - {name: g" + steps);
    text.append(repetition()).append(contiguity(first)).append(", steps: [");
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ", ").append(step(i > 0 && in(6), i == 0));
    }
    return text.append("]}\n").toString();
  }

  private String contiguity(boolean first) {
    return first || in(2)
        ? ""
        : ", contiguity: " + one(List.of("next", "followed_by", "followed_by_any"));
  }

  private String repetition() {
    StringBuilder text = new StringBuilder();
    if (in(6)) {
      text.append(", optional: true");
    }
    if (in(3)) {
      boolean open = in(2);
      text.append(open ? ", times: {min: " + (1 + random.nextInt(3)) + "}" : ", times: 2");
      if (in(3)) {
        text.append(", loop: ").append(one(List.of("consecutive", "relaxed", "combinations")));
      }
      if (open && in(4)) {
        text.append(", until: \"").append(condition(true, 0)).append('"');
      }
    }
    return text.toString();
  }

  private String step(boolean absent, boolean first) {
    StringBuilder text = new StringBuilder("{name: s" + steps);
    if (!in(4)) {
      text.append(", event: ").append(in(5) ? "['1', b]" : "'" + one(TYPES) + "'");
    }
    if (!in(3)) {
      text.append(", where: \"").append(condition(true, 1)).append('"');
    }
    if (absent) {
      text.append(", absent: true");
    } else {
      String repeated = repetition();
      text.append(repeated);
      if (repeated.contains("times") && !repeated.contains("combinations") && in(3)) {
        text.append(", greedy: true");
      }
      if (!first && in(8)) {
        text.append(", after: 1s");
      }
    }
    text.append(contiguity(first));
    steps++;
    return text.append('}').toString();
  }

  /** A condition over the event, if there is one, and the profile. */
  private String condition(boolean event, int depth) {
    if (depth > 0 && !in(3)) {
      String left = condition(event, depth - 1);
      String right = condition(event, depth - 1);
      return switch (random.nextInt(7)) {
        case 0, 1, 2 -> left + " && " + right;
        case 3 -> "(" + left + " || " + right + ")";
        case 4 -> "!(" + left + ")";
        case 5 -> left + " && " + right + " && " + condition(event, 0);
        default -> "(" + left + " ? " + right + " : " + condition(event, 0) + ")";
      };
    }
    String of = event && !in(5) ? "event" : "profile";
    String k = of + ".k";
    String n = of + ".n";
    String text = "'" + one(TEXTS) + "'";
    String number = one(List.of("0", "1", "2", "1.0", "1.5"));
    return switch (random.nextInt(event ? 22 : 17)) {
      case 0, 1, 2 -> k + " == " + text;
      case 3 -> text + " == " + k;
      case 4 -> k + " in [" + text + ", 'b']";
      case 5, 6 -> n + " == " + number;
      case 7 -> n + one(List.of(" > ", " >= ", " < ", " <= ")) + number;
      case 8 -> number + one(List.of(" > ", " >= ", " < ", " <= ")) + n;
      case 9 -> n + " > 0 && " + n + " <= " + number;
      case 10 -> n + " in [1, 2]";
      case 11 -> "has(" + k + ") && " + k + " == " + text;
      case 12 -> k + ".contains(" + text + ")";
      case 13 ->
          k
              + ".matches('"
              + one(List.of("^ab", "b+c?", "^abc?$", "x[a-c]*", "a.c$", "(x|b)", "(?i)AB", "ab|x"))
              + "')";
      case 14 -> k + " == " + text + " || " + k + " == 'b'";
      case 15 -> of + ".?k.orValue('b') == " + text;
      case 16 -> of + ".flag && " + k + " == " + text;
      case 17 -> "event.type != '" + one(TYPES) + "'";
      case 18 -> n + " / event.m > 0";
      case 19 -> steps > 0 && in(2) ? n + " > s" + random.nextInt(steps) + ".n" : "segment('s1')";
      case 20 -> measures > 0 ? measured() : "event.k.startsWith(" + text + ")";
      default -> "event.list.exists(x, x == 1)";
    };
  }

  /** Events of a few users, some late, some ill-typed, some that tell of segments. */
  List<Event> events(int most) {
    List<Event> events = new ArrayList<>();
    long time = 100_000_000;
    int count = random.nextInt(most);
    for (int i = 0; i < count; i++) {
      time += in(3) ? 0 : random.nextInt(4) * 1000L;
      if (in(60)) {
        time += 86_400_000;
      }
      long late = in(8) ? random.nextInt(9) * 1000L : in(60) ? 90_000_000 : 0;
      String type = in(12) ? "other" : in(20) ? "segment.entered" : one(TYPES);
      events.add(
          new Event(
              "e" + (in(30) ? 0 : i),
              "u" + random.nextInt(2),
              type,
              time - late,
              type.startsWith("segment")
                  ? Properties.of(Map.of("segment", "s1", "segments", List.of("s1")))
                  : properties()));
    }
    return events;
  }

  /** Some of {@code k}, a text, {@code n} and {@code m}, numbers, {@code flag} and {@code list}. */
  Properties properties() {
    Map<String, Object> properties = new HashMap<>();
    if (!in(6)) {
      properties.put("k", in(10) ? value() : in(150) ? "ab".repeat(3_000) : one(TEXTS));
    }
    if (!in(6)) {
      properties.put(
          "n",
          in(10) ? value() : in(3) ? random.nextInt(4) + 0.5 : (Object) (long) random.nextInt(4));
    }
    if (in(2)) {
      properties.put("m", (long) random.nextInt(2));
    }
    if (in(2)) {
      properties.put("flag", in(5) ? value() : in(2));
    }
    if (in(2)) {
      properties.put("list", List.of(1L, "ab"));
    }
    return Properties.of(properties);
  }

  private Object value() {
    return one(
        List.of(
            Null.NULL,
            "1",
            1L,
            -0.0,
            true,
            List.of("ab"),
            Map.of("k", "ab"),
            Double.NaN,
            Long.MAX_VALUE));
  }

  /** A profile update. */
  Properties profile() {
    Map<String, Object> update = new HashMap<>(properties().toMap());
    if (in(3)) {
      update.put("timezone", one(List.of("Asia/Shanghai", "UTC", "America/New_York")));
    }
    return Properties.of(update);
  }
}
