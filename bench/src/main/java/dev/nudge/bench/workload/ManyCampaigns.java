package dev.nudge.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Campaign documents such as a shop with many marketers has: five forms, every one with its own
 * types, thresholds, windows and texts, so that hardly two of them share anything.
 */
public final class ManyCampaigns {
  private static final String[] TYPES = {"view", "cart", "purchase", "search", "like", "share"};

  private ManyCampaigns() {}

  /** This many documents, the same for the same seed. */
  public static List<String> texts(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text(i, random));
    }
    return texts;
  }

  private static String text(int number, SplittableRandom random) {
    String first = TYPES[random.nextInt(TYPES.length)];
    String second = TYPES[random.nextInt(TYPES.length)];
    double price = random.nextInt(1_000, 100_000) / 100.0;
    int minutes = random.nextInt(1, 600);
    int times = random.nextInt(2, 9);
    String head =
        format(
            """
            id: campaign-%d
            name: Campaign number %d
            status: live
            audience: profile.tier in ['gold', 'tier-%d'] || profile.age > %d
            """,
            number, number, random.nextInt(1_000), random.nextInt(18, 80));
    String body =
        switch (number % 5) {
          case 0 ->
              format(
                  """
                  pattern:
                    correlate_by: event.session
                    steps:
                      - name: first
                        event: %s
                        where: event.price > %.2f
                      - name: second
                        event: %s
                        absent: true
                    within: %dm
                  """,
                  first, price, second, minutes);
          case 1 ->
              format(
                  """
                  measures:
                    total: {aggregate: sum, event: %s, value: event.price, over: %dm}
                    things: {aggregate: count, event: %s, over: %dh}
                  when: total > %.2f && things >= %d
                  """,
                  first, minutes + 1, second, minutes, price, times);
          case 2 ->
              format(
                  """
                  pattern:
                    steps:
                      - name: first
                        event: [%s, wish]
                      - name: again
                        event: %s
                        times: %d
                        where: event.product_id == first.product_id && event.price < %.2f
                    within: %dm
                  """,
                  first, second, times, price, minutes);
          case 3 ->
              format(
                  """
                  measures:
                    top: {aggregate: top, k: %d, event: %s, value: event.price, over: %dd}
                  pattern:
                    steps:
                      - name: word
                        event: search
                        where: event.word.matches('(?i)word-%d.*')
                      - name: look
                        event: %s
                        contiguity: next
                        where: event.price >= %.2f
                    within: %dm
                  when: size(top) > 0 && avg(top) > %.2f
                  """,
                  times, first, minutes % 30 + 1, number, second, price, minutes, price / 2);
          default ->
              format(
                  """
                  measures:
                    views: {aggregate: count, event: view, by: event.product_id, over: %dm}
                  when: views >= %d && event.price > %.2f && event.type != 'type-%d'
                  """,
                  minutes, times, price, number);
        };
    // A deadline has no current event: the first form names its step.
    String who = number % 5 == 0 ? "first" : "event";
    String offer =
        format(
            """
            offer: {template: offer-%d, text: "%d %% off for you, ${%s.user}"}
            """,
            number, random.nextInt(5, 50), who);
    return head + body + offer;
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
