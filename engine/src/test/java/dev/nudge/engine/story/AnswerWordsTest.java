package dev.nudge.engine.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of a short answer: those of conditions, and those that people gave things. */
class AnswerWordsTest {
  private static final Naming SHOP =
      new Naming() {
        @Override
        public String type(String type) {
          return Map.of("cart", "Put in the cart", "view", "Looked").getOrDefault(type, type);
        }

        @Override
        public String eventProperty(String name) {
          return name.equals("price") ? "the price" : name;
        }

        @Override
        public String profileProperty(String name) {
          return name.equals("tier") ? "membership" : name;
        }

        @Override
        public String campaign(String id) {
          return id.equals("better") ? "Free shipping" : id;
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "event.price > 50        | price is 20, not over 50",
        "event.price >= 20.5     | price is 20, under 20.5",
        "event.price < 20        | price is 20, not under 20",
        "event.price <= 19       | price is 20, over 19",
        "50 < event.price        | price is 20, not over 50",
        "event.size == 'L'       | size is M, not L",
        "event.size != 'M'       | size is M",
        "event.size in ['S','L'] | size is M, not S or L",
        "!(event.size in ['M'])  | size is M",
        "event.color == 'red'    | color is not known",
        "event.page == '/'       | page is /p, not /",
        "size(event.size) > 3    | the number of size is 1, not over 3",
        "has(event.color)        | has(event.color) is not so (event.color has no value)",
        "event.price > 5 && event.size == 'L' | size is M, not L",
        "event.size > 50         | event.size > 50 is not so (event.size is 'M')",
      })
  void aSimpleConditionIsSaidInWords(String where, String words) {
    assertThat(sentence(where, Naming.TECHNICAL))
        .isEqualTo("No: " + words + "; that was at 00:00.");
  }

  @Test
  void whatAListHasOrLacksIsSaid() {
    String document =
        "id: c\nmeasures: {dear: {aggregate: top, k: 2, event: cart, value: event.price}}\n"
            + "pattern: {steps: [{name: a, event: cart}]}\nwhen: ";
    assertThat(
            answer(document + "7.5 in dear", "cart 0 price=5")
                .sentence(Locale.ENGLISH, ZoneOffset.UTC, Naming.TECHNICAL))
        .endsWith("but dear does not include 7.5.");
    assertThat(
            answer(document + "\"!(5.0 in dear)\"", "cart 0 price=5")
                .sentence(Locale.ENGLISH, ZoneOffset.UTC, Naming.TECHNICAL))
        .endsWith("but dear includes 5.");
  }

  @Test
  void aTruthIsSaidAsYesOrNo() {
    assertThat(whenOfProfile("profile.vip", "vip=false", Naming.TECHNICAL))
        .endsWith("but vip is no, not yes.");
    assertThat(whenOfProfile("!profile.vip", "vip=true", Naming.TECHNICAL))
        .endsWith("but vip is yes, not no.");
  }

  @Test
  void whatPeopleCallThingsIsSaidInPlaceOfTheirTechnicalNames() {
    assertThat(sentence("event.price > 50", SHOP))
        .isEqualTo("No: the price is 20, not over 50; that was at 00:00.");
    assertThat(whenOfProfile("profile.tier == 'gold'", "tier=silver", SHOP))
        .endsWith("but membership is silver, not gold.");
    assertThat(
            answer(
                    "id: c\npattern: {steps: [{name: a, event: view, times: 3},"
                        + " {name: b, event: cart}], within: 1h}",
                    "view 0",
                    "view 1",
                    "until 60")
                .sentence(Locale.ENGLISH, ZoneOffset.UTC, SHOP))
        .isEqualTo("Not yet: has 2 × “Looked”; waits for a third “Looked” by 01:00.");
    assertThat(
            answer(
                    "id: c\npattern: {steps: [{name: a, event: [view, cart]}]}\n"
                        + "when: a.type == 'view'",
                    "cart 0")
                .sentence(Locale.CHINESE, ZoneOffset.UTC, SHOP))
        .isEqualTo("没有：00:00 条件齐备，但 type 是 “Put in the cart”，不是 “Looked”。");
  }

  @Test
  void twoStepsOfOneTypeKeepTheirOwnNames() {
    assertThat(
            answer(
                    "id: c\npattern: {steps: [{name: first, event: view},"
                        + " {name: second, event: view}], within: 1h}",
                    "view 0",
                    "until 60")
                .sentence(Locale.ENGLISH, ZoneOffset.UTC, SHOP))
        .isEqualTo("Not yet: has first; second by 01:00 would do.");
  }

  private static String sentence(String where, Naming naming) {
    return answer(
            "id: c\npattern:\n  steps:\n  - name: a\n    event: cart\n    where: |-\n      "
                + where,
            "cart 0 price=20 size=M page=/p")
        .sentence(Locale.ENGLISH, ZoneOffset.UTC, naming);
  }

  private static String whenOfProfile(String when, String profile, Naming naming) {
    return answer(
            "id: c\npattern: {steps: [{name: a, event: cart}]}\nwhen: |-\n  " + when,
            "profile 0 " + profile,
            "cart 1")
        .sentence(Locale.ENGLISH, ZoneOffset.UTC, naming);
  }

  private static Answer answer(String document, String... lines) {
    return Story.of(StoryTest.storyInput(document, List.of(lines))).answers().get(0);
  }
}
