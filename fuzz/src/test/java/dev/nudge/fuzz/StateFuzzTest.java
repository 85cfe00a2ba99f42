package dev.nudge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Detector;
import dev.nudge.engine.Output;
import dev.nudge.engine.UserState;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.state.CorruptStateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes are a state, which is written and read again as it is, or they are known to be none. */
final class StateFuzzTest {
  private static final long TIME = 1_795_168_800_000L;
  private static final List<String> TYPES = List.of("view", "view", "cart", "login", "purchase");

  /** The states of a user after each of a few events, with every campaign of the examples. */
  static Stream<byte[]> seeds() {
    List<CampaignSet.Published> published = new ArrayList<>();
    Seeds.files("ecommerce/campaigns/abandoned-cart.yaml", "cross-sell.yaml", "high-intent.yaml")
        .forEach(
            text ->
                CampaignReader.read("c.yaml", text, new ArrayList<>())
                    .forEach(
                        document ->
                            published.add(
                                new CampaignSet.Published(document.campaign(), 1, Instant.EPOCH))));
    Detector detector = new Detector(CampaignSet.compile(published).campaigns());
    UserState state = new UserState("u");
    List<byte[]> states = new ArrayList<>();
    states.add(state.toBytes());
    for (int i = 0; i < TYPES.size(); i++) {
      Properties properties =
          Properties.of(
              Map.of(
                  "price", 251.7, "product_id", "p" + i, "session", "s", "category", "c" + i % 2));
      detector.onEvent(
          new Event("e" + i, "u", TYPES.get(i), TIME + i * 1000, properties),
          state,
          Output.triggersTo(trigger -> {}));
      states.add(state.toBytes());
    }
    return states.stream();
  }

  @MethodSource("seeds")
  @FuzzTest
  void aStateIsReadAsItIsWritten(byte[] bytes) {
    UserState state;
    try {
      state = UserState.fromBytes(bytes);
    } catch (CorruptStateException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return;
    }
    byte[] written = state.toBytes();
    assertThat(UserState.fromBytes(written).toBytes()).isEqualTo(written);
  }
}
