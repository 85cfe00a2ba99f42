package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random campaigns, policies and streams: what goes out and what is withheld is what an oracle says
 * that sees all candidates of a person at once; held-out people are ghosts of the run without
 * holdouts; and a state that is written and read in between changes nothing.
 */
class FiringLawTest {
  private static final int USERS = 3;

  /** A limit: of a campaign, a group, or all where there is no subject. */
  private record Limit(String subject, int atMost, long per) {}

  private record Rule(
      String id,
      String type,
      int priority,
      Optional<String> group,
      List<Limit> limits,
      int holdout) {
    String yaml(boolean ruled) {
      StringBuilder text = new StringBuilder("id: " + id + "\n");
      if (ruled) {
        text.append("priority: ").append(priority).append('\n');
        group.ifPresent(name -> text.append("group: ").append(name).append('\n'));
        if (!limits.isEmpty()) {
          text.append("pacing: {per_user: [");
          limits.forEach(limit -> text.append(FiringLawTest.yaml(limit, false)).append(", "));
          text.append("]}\n");
        }
        if (holdout > 0) {
          text.append("holdout: ").append(holdout).append("%\n");
        }
      }
      return text + "pattern: {steps: [{name: a, event: " + type + "}]}\n";
    }
  }

  private record House(List<Limit> limits, long holdBack) {
    String yaml() {
      StringBuilder text = new StringBuilder("id: zz-rules\npolicy:\n  holdout: 0%\n");
      if (!limits.isEmpty()) {
        text.append("  caps: [");
        limits.forEach(limit -> text.append(FiringLawTest.yaml(limit, true)).append(", "));
        text.append("]\n");
      }
      if (holdBack > 0) {
        text.append("  hold_back: ").append(holdBack).append("s\n");
      }
      return text.toString();
    }
  }

  private static String yaml(Limit limit, boolean house) {
    String group = house && !limit.subject.equals("all") ? "group: " + limit.subject + ", " : "";
    return "{" + group + "at_most: " + limit.atMost + ", per: " + limit.per + "s}";
  }

  private static final class Told implements Output {
    final Map<String, String> verdicts = new TreeMap<>();
    final List<String> ofShadow = new ArrayList<>();

    @Override
    public void trigger(Trigger trigger) {
      assertThat(trigger.campaign()).isNotEqualTo("shadow");
      verdicts.put(trigger.id(), "fired " + trigger.time());
    }

    @Override
    public void withheld(Withheld withheld) {
      if (withheld.trigger().campaign().equals("shadow")) {
        ofShadow.add(withheld.trigger().id());
      }
      verdicts.put(
          withheld.trigger().id(), withheld.reason().text() + " " + withheld.trigger().time());
    }

    @Override
    public void transition(Transition transition) {}

    @Override
    public void rejected(Event event, String reason) {}
  }

  private static List<Limit> limits(Random random, String... subjects) {
    List<Limit> limits = new ArrayList<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      limits.add(
          new Limit(
              subjects[random.nextInt(subjects.length)],
              1 + random.nextInt(3),
              1 + random.nextInt(12)));
    }
    return limits;
  }

  private static List<Rule> rules(Random random, boolean holdouts) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      String id = "c" + i;
      rules.add(
          new Rule(
              id,
              random.nextBoolean() ? "a" : "b",
              10 * random.nextInt(4),
              random.nextBoolean()
                  ? Optional.of(random.nextBoolean() ? "x" : "y")
                  : Optional.empty(),
              limits(random, id),
              holdouts ? random.nextInt(60) : 0));
    }
    return rules;
  }

  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < 60; i++) {
      time += 1000L * random.nextInt(3) + (random.nextInt(4) == 0 ? 500 : 0);
      String type = random.nextBoolean() ? "a" : "b";
      String user = "u" + random.nextInt(USERS);
      events.add(new Event("e" + i, user, type, time, Properties.EMPTY));
    }
    return events;
  }

  private static Told run(CampaignSet campaigns, List<Event> events, boolean written) {
    Told told = new Told();
    Detector detector = new Detector(campaigns);
    Map<String, UserState> states = new TreeMap<>();
    for (Event event : events) {
      UserState state = states.computeIfAbsent(event.user(), UserState::new);
      detector.onEvent(event, state, told);
      if (written) {
        states.put(event.user(), UserState.fromBytes(state.toBytes()));
      }
    }
    states.values().forEach(state -> detector.onTime(Long.MAX_VALUE - 1, state, told));
    return told;
  }

  private static CampaignSet set(List<Rule> rules, Optional<House> house, boolean ruled) {
    List<String> documents = new ArrayList<>();
    rules.forEach(rule -> documents.add(rule.yaml(ruled)));
    house.ifPresent(policy -> documents.add(policy.yaml()));
    return TestCampaigns.of(documents.toArray(String[]::new));
  }

  @Property(tries = 300)
  void anOracleThatSeesAllCandidatesSaysTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    List<Rule> rules = rules(random, false);
    Optional<House> house =
        random.nextBoolean()
            ? Optional.of(new House(limits(random, "all", "x", "y"), random.nextInt(4)))
            : Optional.empty();
    List<Event> events = events(random);

    assertThat(run(set(rules, house, true), events, random.nextBoolean()).verdicts)
        .isEqualTo(new Oracle(rules, house).judge(candidates(rules, events)));
  }

  @Property(tries = 200)
  void ghostsAreTheTriggersOfTheRunWithoutHoldout(@ForAll long seed) {
    Random random = new Random(seed);
    List<Rule> rules = rules(random, true);
    Optional<House> house =
        Optional.of(new House(limits(random, "all", "x", "y"), random.nextInt(4)));
    List<Event> events = events(random);
    List<Rule> without =
        rules.stream()
            .map(rule -> new Rule(rule.id, rule.type, rule.priority, rule.group, rule.limits, 0))
            .toList();

    Map<String, String> seen = new TreeMap<>();
    run(set(rules, house, true), events, true)
        .verdicts
        .forEach((id, verdict) -> seen.put(id, verdict.replace("holdout", "fired")));
    assertThat(seen).isEqualTo(run(set(without, house, true), events, true).verdicts);
  }

  /** A campaign in the shadow changes nothing of what others give. */
  @Property(tries = 200)
  void othersGiveWhatTheyGiveWithoutTheShadow(@ForAll long seed) {
    Random random = new Random(seed);
    List<Rule> rules = rules(random, true);
    House house = new House(limits(random, "all", "x", "y"), random.nextInt(4));
    List<Event> events = events(random);
    List<String> documents = new ArrayList<>();
    rules.forEach(rule -> documents.add(rule.yaml(true)));
    documents.add(house.yaml());
    Map<String, String> without =
        run(TestCampaigns.of(documents.toArray(String[]::new)), events, true).verdicts;
    Rule shadow =
        new Rule(
            "shadow",
            random.nextBoolean() ? "a" : "b",
            10 * random.nextInt(10),
            Optional.of("x"),
            limits(random, "shadow"),
            random.nextInt(50));
    documents.add("status: shadow\n" + shadow.yaml(true));

    Told with = run(TestCampaigns.of(documents.toArray(String[]::new)), events, true);
    assertThat(with.ofShadow).isNotEmpty();
    with.verdicts.keySet().removeAll(with.ofShadow);
    assertThat(with.verdicts).isEqualTo(without);
  }

  /** What fires where nothing is judged, by the event that brought it up. */
  private static Map<Event, List<Trigger>> candidates(List<Rule> rules, List<Event> events) {
    Map<Event, List<Trigger>> candidates = new LinkedHashMap<>();
    Detector detector = new Detector(set(rules, Optional.empty(), false));
    Map<String, UserState> states = new TreeMap<>();
    for (Event event : events) {
      detector.onEvent(
          event,
          states.computeIfAbsent(event.user(), UserState::new),
          Output.triggersTo(
              trigger -> candidates.computeIfAbsent(event, e -> new ArrayList<>()).add(trigger)));
    }
    return candidates;
  }

  /** Slow, and looks at everything each time. */
  private record Oracle(List<Rule> rules, Optional<House> house) {
    private record Given(String campaign, Optional<String> group, long time) {}

    Map<String, String> judge(Map<Event, List<Trigger>> candidates) {
      Map<String, String> verdicts = new TreeMap<>();
      TreeSet<String> users = new TreeSet<>();
      candidates.keySet().forEach(event -> users.add(event.user()));
      for (String user : users) {
        List<List<Trigger>> together = new ArrayList<>();
        List<Long> moments = new ArrayList<>();
        long end = Long.MIN_VALUE;
        long holdBack = 1000 * house.map(House::holdBack).orElse(0L);
        for (Map.Entry<Event, List<Trigger>> each : candidates.entrySet()) {
          if (each.getKey().user().equals(user)) {
            long time = each.getKey().time();
            if (holdBack == 0 || time >= end) {
              end = time + holdBack;
              together.add(new ArrayList<>());
              moments.add(end);
            }
            together.get(together.size() - 1).addAll(each.getValue());
          }
        }
        List<Given> given = new ArrayList<>();
        for (int i = 0; i < together.size(); i++) {
          judge(together.get(i), moments.get(i), holdBack > 0, given, verdicts);
        }
      }
      return verdicts;
    }

    private Rule rule(Trigger trigger) {
      return rules.stream()
          .filter(rule -> rule.id.equals(trigger.campaign()))
          .findFirst()
          .orElseThrow();
    }

    private void judge(
        List<Trigger> together,
        long now,
        boolean compete,
        List<Given> given,
        Map<String, String> verdicts) {
      together.sort(
          Comparator.comparingInt((Trigger trigger) -> -rule(trigger).priority)
              .thenComparing(Trigger::campaign)
              .thenComparingLong(Trigger::time)
              .thenComparing(Trigger::id));
      boolean won = false;
      List<Given> before = compete ? List.copyOf(given) : given;
      for (Trigger trigger : together) {
        Rule rule = rule(trigger);
        String verdict = "fired";
        for (Limit limit : rule.limits) {
          if (verdict.equals("fired") && isFull(limit, now, before)) {
            verdict = "campaign cap";
          }
        }
        for (Limit limit : house.map(House::limits).orElse(List.of())) {
          boolean concerns =
              limit.subject.equals("all") || rule.group.equals(Optional.of(limit.subject));
          if (verdict.equals("fired") && concerns && isFull(limit, now, before)) {
            verdict = limit.subject.equals("all") ? "total cap" : "group cap";
          }
        }
        if (verdict.equals("fired") && compete && won) {
          verdict = "outranked";
        }
        if (verdict.equals("fired")) {
          won = true;
          given.add(new Given(rule.id, rule.group, now));
        }
        verdicts.put(trigger.id(), verdict + " " + now);
      }
    }

    private static boolean isFull(Limit limit, long now, List<Given> given) {
      return given.stream()
              .filter(
                  one ->
                      limit.subject.equals("all")
                          || limit.subject.equals(one.campaign)
                          || one.group.equals(Optional.of(limit.subject)))
              .filter(one -> now - one.time < 1000 * limit.per)
              .count()
          >= limit.atMost;
    }
  }
}
