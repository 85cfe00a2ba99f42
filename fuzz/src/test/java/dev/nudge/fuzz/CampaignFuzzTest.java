package dev.nudge.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.Trigger;
import dev.nudge.engine.UserState;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.json.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A document has mistakes that stand somewhere, or is a campaign that runs: over a few events its
 * triggers can be written and its state can be kept.
 */
final class CampaignFuzzTest {
  private static final List<String> TYPES = List.of("view", "cart", "view", "purchase", "login");

  static Stream<byte[]> seeds() {
    return Stream.concat(
            Seeds.files("campaigns/abandoned-cart.yaml", "campaigns/cross-sell.yaml"),
            Stream.concat(campaigns(), Stream.of("id: a\npattern: {steps: [{event: view}]}\n")))
        .map(Seeds::bytes);
  }

  /** Short ones: a long document is changed a thousand times before it means something else. */
  private static Stream<String> campaigns() {
    return Seeds.files(".yaml")
        .filter(text -> text.contains("\nid: ") || text.startsWith("id: "))
        .filter(text -> text.length() < 2_000);
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "steps:",
    "times:",
    "within:",
    "absent: true",
    "optional: true",
    "greedy: true",
    "until:",
    "contiguity: next",
    "contiguity: followed_by_any",
    "loop: combinations",
    "skip:",
    "measures:",
    "aggregate:",
    "over:",
    "sequence:",
    "correlate_by:",
    "distinct:",
    "among:",
    "script:",
    "event.price",
    "{min: 2, max: 5}",
    "publish - 3d",
    "audience:",
    "when:",
    "offer:",
    "&a",
    "*a"
  })
  @FuzzTest
  void aDocumentRunsOrSaysWhyNot(byte[] text) {
    List<Problem> problems = new ArrayList<>();
    List<CampaignDocument> documents =
        CampaignReader.read("c.yaml", new String(text, UTF_8), problems);
    Laws.saysWhere(problems);
    List<CampaignSet.Published> published = new ArrayList<>();
    for (CampaignDocument document : documents) {
      if (document.sound()) {
        published.add(new CampaignSet.Published(document.campaign(), 1, Instant.EPOCH));
      } else {
        assertThat(problems).isNotEmpty();
      }
    }
    CampaignSet.Compiled compiled = CampaignSet.compile(published);
    Laws.saysWhere(compiled.problems());
    CampaignSet campaigns = compiled.campaigns();
    for (String id : campaigns.ids()) {
      assertThat(campaigns.explain(id)).isNotNull();
      assertThat(campaigns.footprint(id)).isNotNull();
    }
    run(campaigns);
  }

  private static void run(CampaignSet campaigns) {
    List<Trigger> triggers = new ArrayList<>();
    Output output = Output.triggersTo(triggers::add);
    Detector detector = new Detector(campaigns);
    UserState state = new UserState("u");
    long time = 1_795_168_800_000L;
    for (int i = 0; i < TYPES.size(); i++) {
      Properties properties =
          Properties.of(
              Map.of("price", 251.7 - i, "product_id", "p" + i % 2, "tags", List.of("a")));
      Event event = new Event("e" + i, "u", TYPES.get(i), time + i * 60_000L, properties);
      detector.onEvent(event, state, output);
      state = kept(state);
    }
    detector.onTime(time + 86_400_000L, state, output);
    kept(state);
    triggers.forEach(trigger -> assertThat(new JsonWriter().write(trigger)).isNotEmpty());
  }

  private static UserState kept(UserState state) {
    UserState read = UserState.fromBytes(state.toBytes());
    assertThat(read).isEqualTo(state);
    return read;
  }
}
