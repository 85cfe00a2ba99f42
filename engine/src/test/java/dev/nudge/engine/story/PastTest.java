package dev.nudge.engine.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What happened before a story counts, and is not told. */
class PastTest {
  private static final String SPENDER =
      "id: c\nmeasures: {spent: {aggregate: sum, event: buy, value: event.price, over: 1d}}\n"
          + "when: spent > 100";
  private static final String[] LINES = {
    "buy 0 price=40", "buy 60 price=50", "buy 120 price=5", "until 180"
  };

  @Test
  void aMeasureCountsWhatWasBefore() {
    Story story = story(SPENDER, 2, Long.MIN_VALUE);

    assertThat(sentence(story)).isEqualTo("Not yet: spent is 95, not over 100.");
    assertThat(story.occurrences()).hasSize(1);
  }

  @Test
  void whatFiredBeforeIsNotTold() {
    Story story = story(SPENDER.replace("100", "80"), 2, Long.MIN_VALUE);

    assertThat(story.answers().get(0).fired()).isEmpty();
    assertThat(story.triggers()).isEmpty();
  }

  @Test
  void anAttemptThatBeganBeforeGoesOn() {
    Story story =
        story(
            "id: c\npattern: {steps: [{name: bought, event: buy, times: 2},"
                + " {name: back, event: give_back}], within: 1h}",
            2,
            Long.MIN_VALUE);

    assertThat(sentence(story)).isEqualTo("Not yet: has 2 × bought; back by 01:01 would do.");
  }

  @Test
  void whereMoreIsAskedForThanWasCountedTheSentenceSaysSo() {
    Story story = story(SPENDER, 2, -1);

    assertThat(sentence(story))
        .isEqualTo(
            "Not yet: spent is 95, not over 100. Counted is what happened since 31 Dec 1969, 23:59:59.");
    assertThat(story.answers().get(0).countedSince()).hasValue(-1);
  }

  private static String sentence(Story story) {
    return story.answers().get(0).sentence(Locale.ENGLISH, ZoneOffset.UTC, Naming.TECHNICAL);
  }

  /** The first events are before the story. */
  private static Story story(String document, int before, long since) {
    StoryInput all = StoryTest.storyInput(document, List.of(LINES));
    List<Event> events = all.events();
    return Story.of(
        new StoryInput(
            all.user(),
            all.campaigns(),
            all.compiled(),
            all.idle(),
            all.publication(),
            all.profiles(),
            new Past(events.subList(0, before), since),
            events.subList(before, events.size()),
            all.until(),
            all.later(),
            all.repeats()));
  }
}
