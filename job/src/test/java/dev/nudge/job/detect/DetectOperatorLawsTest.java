package dev.nudge.job.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.RecordId;
import dev.nudge.job.message.Version;
import dev.nudge.settings.Flag;
import dev.nudge.settings.Settings;
import dev.nudge.settings.SettingsInput;
import dev.nudge.settings.SettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Snapshot, restore and rescale between any two messages change nothing that goes out; nor does it
 * matter when the tables turn out to have been read.
 */
class DetectOperatorLawsTest {
  private static final String[] DOCUMENTS = {
    """
    id: abandoned
    pattern:
      steps:
        - {name: cart, event: cart, where: event.price > 2}
        - {name: buy, event: buy, absent: true}
      within: 10s
    offer: {text: "${cart.price} ${cart.category}"}
    """,
    """
    id: often
    audience: "!has(profile.tier)"
    measures:
      views: {aggregate: count, event: view, over: 9s}
    when: views >= 3
    offer: {views: "${views}"}
    """,
    """
    id: rising
    pattern:
      skip: no_skip
      steps:
        - {name: low, event: [view, cart]}
        - {name: high, event: view, where: event.price > low.price}
      within: 6s
    """
  };

  /** One thing that comes to the operator. */
  private interface Step {
    void on(Subtasks subtasks) throws Exception;
  }

  @Property(tries = 40)
  void restartsChangeNothing(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    boolean sorted = random.nextInt(3) == 0;
    Settings settings =
        settings(
            Map.of(
                "ordering.wait",
                sorted ? "2s" : "0s",
                "flink.hot_users",
                random.nextBoolean() ? "0" : "1"));
    // Late tables make events wait: they are sorted better than they would have been, users who are
    // behind the stream are further behind, and a profile without a time is known at once.
    boolean lateTables = !sorted && random.nextBoolean();
    List<Step> steps = steps(random, lateTables);
    try (Subtasks undisturbed = new Subtasks(settings, 1, false);
        Subtasks disturbed =
            new Subtasks(settings, 1 + random.nextInt(3), random.nextInt(4) == 0)) {
      undisturbed.tablesRead();
      undisturbed.time(0);
      int late = lateTables ? 1 + random.nextInt(steps.size() - 1) : 0;
      if (late == 0) {
        disturbed.tablesRead();
      }
      disturbed.time(0);
      for (int i = 0; i < steps.size(); i++) {
        steps.get(i).on(undisturbed);
        steps.get(i).on(disturbed);
        if (i + 1 == late) {
          disturbed.tablesRead();
        }
        if (random.nextInt(6) == 0) {
          disturbed.restart(1 + random.nextInt(3));
        }
      }
      undisturbed.time(Long.MAX_VALUE);
      disturbed.time(Long.MAX_VALUE);
      assertThat(undisturbed.out()).isNotEmpty();
      assertThat(disturbed.out()).containsExactlyInAnyOrderElementsOf(undisturbed.out());
    }
  }

  /** The campaigns first, then what users do, with the time of the stream behind or ahead. */
  private static List<Step> steps(Random random, boolean lateTables) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS.length; i++) {
      Message version = version(i, 1, Version.State.ACTIVE, 0);
      steps.add(subtasks -> subtasks.tell(version));
    }
    Message shoes =
        new Message.Catalogued("p1", Optional.of(Properties.of(Map.of("category", "shoes"))));
    steps.add(subtasks -> subtasks.tell(shoes));
    long time = 0;
    long now = 0;
    for (int i = 0; i < 60; i++) {
      time += random.nextInt(3_000);
      String user = "u" + random.nextInt(4);
      int kind = random.nextInt(20);
      if (kind == 0) {
        Message learnt =
            new Message.Learnt(
                user,
                random.nextBoolean() && !lateTables
                    ? OptionalLong.empty()
                    : OptionalLong.of(time + 4_000),
                Properties.of(Map.of("tier", "gold")));
        steps.add(subtasks -> subtasks.take(learnt));
      } else if (kind == 1) {
        now = Math.max(now, time - 1_500 + (lateTables ? 0 : random.nextInt(5_000)));
        long watermark = now;
        steps.add(subtasks -> subtasks.time(watermark));
      } else {
        boolean behind = !lateTables && user.equals("u3");
        long happened = behind ? time / 2 : time - random.nextInt(1_500);
        Message event = event("e" + i, user, happened, random);
        steps.add(subtasks -> subtasks.take(event));
      }
    }
    return steps;
  }

  private static Message event(String id, String user, long time, Random random) {
    String type = List.of("view", "view", "cart", "buy").get(random.nextInt(4));
    return new Message.Happened(
        new Event(
            id,
            user,
            type,
            time,
            Properties.of(
                Map.of("price", (long) random.nextInt(6), "product_id", "p" + random.nextInt(2)))),
        time);
  }

  static Message version(int document, int number, Version.State state, long publishedAt) {
    String text = DOCUMENTS[document];
    String id = text.lines().findFirst().orElseThrow().substring("id: ".length());
    return new Message.Published(
        new Version(id, number, state, publishedAt, text, "", 1, publishedAt),
        new RecordId(0, number));
  }

  static Settings settings(String sortFor) {
    return settings(Map.of("ordering.wait", sortFor));
  }

  static Settings settings(Map<String, String> values) {
    List<Flag> flags = new ArrayList<>();
    flags.add(new Flag("--set", "transitions", "all"));
    values.forEach((key, value) -> flags.add(new Flag("--set", key, value)));
    return SettingsReader.read(
            new SettingsInput(Optional.empty(), Path.of(""), Map.of(), List.copyOf(flags)))
        .settings();
  }
}
