package dev.nudge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Properties;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** States that older programs wrote go on as if they had been written now. */
class StateFormsTest {
  private static final String CAMPAIGNS =
      """
      id: looks
      pattern:
        steps: [{name: look, event: view, times: 3}]
        within: 60s
      offer: {first: "${look[0].p}"}
      ---
      id: counted
      measures:
        views: {aggregate: count, event: view, over: 1h}
      when: views == 3
      """;

  /** After the first two events, as a program wrote it that knew form 5. */
  private static final String FORM_5 =
      "0500027531a01f000000a8ae08013ea3030b40ba266c040202d00fe8070001320894d6f269abf302a8ae080101"
          + "0600000090b907020200d00f01d00f02000002000000000002653101000476696577d00f0100017006000161"
          + "00000200000265320104a01f0105060001620101a01f000001000001000002020246a5967ce91f69557c1f99"
          + "a2ba9cd0bbd0c9b703";

  /** The same, by a program that knew form 6. */
  private static final String FORM_6 =
      "0600027531a01f00000090b907013ea3030b40ba266c040202d00fe8070001320894d6f269abf30290b907010106"
          + "00000090b907020200d00f01d00f02000002000000000002653101000476696577d00f010001700600016100"
          + "000200000265320104a01f0105060001620101a01f00000100000100000202000246a5967ce91f69557c1f99"
          + "a2ba9cd0bbd0c9b703";

  /** Two kept events and no campaign, by a program that knew form 8. */
  private static final String FORM_8 =
      "0800027531a01f000002000002653101000476696577d00f010001700600016100000265320103a01f0304060001"
          + "6200016e030e0004746167730a0206000178060afeffffffffffffffff0100000000";

  private static final String HELD_BACK =
      """
      id: looked
      pattern:
        steps: [{name: look, event: view}]
      pacing: {per_user: {at_most: 1, per: 7d}}
      offer: {first: "${look.p}"}
      ---
      id: all
      policy: {hold_back: 5s}
      """;

  /** An offer that waits to be judged, by a program that knew form 7. */
  private static final String FORM_7 =
      "0700027531d00f000000e05d00000146a5967ce91f69550100e05d01e05d004049000000000000002064623931"
          + "303436623236356637326566663130646664343333613365643065610006"
          + "6c6f6f6b656401d00fd00f00054d41544348010b01060005666972737406"
          + "000161000100046c6f6f6b0101000002653101000476696577d00f010001700606000000010a0000";

  private final TestCampaigns.Replay replay = new TestCampaigns.Replay(TestCampaigns.of(CAMPAIGNS));

  @Test
  void aStateOfForm5GoesOn() {
    goesOn(UserState.fromBytes(HexFormat.of().parseHex(FORM_5)));

    assertThat(replay.repeated).containsExactly("e2");
  }

  @Test
  void aStateOfForm6GoesOn() {
    goesOn(UserState.fromBytes(HexFormat.of().parseHex(FORM_6)));

    assertThat(replay.repeated).containsExactly("e2");
  }

  @Test
  void anOfferOfForm7ThatWaitsGoesOut() {
    TestCampaigns.Replay heldBack = new TestCampaigns.Replay(TestCampaigns.of(HELD_BACK));
    heldBack.states.put("u1", UserState.fromBytes(HexFormat.of().parseHex(FORM_7)));
    heldBack.take(TestCampaigns.event("e2", "u1 other 9"));

    assertThat(heldBack.triggers)
        .extracting(trigger -> trigger.id() + " " + trigger.time() + " " + trigger.cost())
        .containsExactly("db91046b265f72eff10dfd433a3ed0ea 6000 OptionalLong.empty");
  }

  @Test
  void theHistoryOfForm8IsKept() {
    UserState state = UserState.fromBytes(HexFormat.of().parseHex(FORM_8));

    assertThat(UserState.fromBytes(state.toBytes()).history.events())
        .isEqualTo(
            List.of(
                new Event("e1", "u1", "view", 1_000, Properties.of(Map.of("p", "a"))),
                new Event("e2", "u1", "view", 2_000, Properties.of(second()))))
        .isEqualTo(state.history.events());
  }

  private static Map<String, Object> second() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("p", "b");
    values.put("n", 7L);
    values.put("tags", List.of("x", "x"));
    return values;
  }

  @Test
  void aStateOfForm3KnowsOfNoRepeatsAndWhatItForgetsIsFoundOut() {
    byte[] bytes = HexFormat.of().parseHex(FORM_5);
    int repeats = 1 + 2 * Long.BYTES;
    int forgetAt = 4;
    byte[] before = Arrays.copyOf(bytes, bytes.length - repeats - forgetAt);
    before[0] = 3;

    UserState state = UserState.fromBytes(before);

    assertThat(state.forgetAt).isEqualTo(Long.MIN_VALUE);
    replay.detector.forgetting().next(state);
    assertThat(state.forgetAt).isEqualTo(3_602_000); // an hour after the last
    replay.states.put("u1", state);
    completes();
  }

  @Test
  void whatIsWrittenNowGoesOn() {
    replay.take(TestCampaigns.event("e1", "u1 view 1 p=a"));
    replay.take(TestCampaigns.event("e2", "u1 view 2 p=b"));

    goesOn(UserState.fromBytes(replay.states.get("u1").toBytes()));
  }

  private void goesOn(UserState state) {
    replay.states.put("u1", state);
    replay.take(TestCampaigns.event("e2", "u1 view 2 p=b"));
    assertThat(replay.triggers).isEmpty();
    completes();
  }

  private void completes() {
    replay.take(TestCampaigns.event("e3", "u1 view 3 p=c"));
    assertThat(replay.triggers)
        .extracting(trigger -> trigger.campaign() + " " + trigger.id())
        .containsExactly(
            "counted 66a26f766fe4645bb3ce53a48b354e7e", "looks 44945e90c96425c71834d10e1364622c");
  }
}
