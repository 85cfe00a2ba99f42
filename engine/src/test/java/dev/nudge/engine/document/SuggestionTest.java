package dev.nudge.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KEYS =
      List.of("within", "where", "when", "steps", "skip", "correlate_by", "id", "k");

  @ParameterizedTest
  @CsvSource({
    "withn, within",
    "witihn, within",
    "Within, within",
    "wher, where",
    "were, where",
    "step, steps",
    "correlateBy, correlate_by",
    "correlate-by, correlate_by",
    "corelated_by, correlate_by",
    "ID, id",
    "K, k"
  })
  void aNearMissFindsWhatWasMeant(String written, String meant) {
    assertThat(Suggestion.nearest(written, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"version", "foo", "x", "pacing", "inside"})
  void aStrangeWordFindsNothing(String written) {
    assertThat(Suggestion.nearest(written, KEYS)).isEmpty();
  }

  @Test
  void theAdviceIsTheEndOfASentence() {
    assertThat(Suggestion.didYouMean("withn", KEYS)).isEqualTo(", did you mean 'within'?");
    assertThat(Suggestion.didYouMean("foo", KEYS)).isEmpty();
  }

  @Test
  void theNearestWinsAndThenTheFirst() {
    assertThat(Suggestion.nearest("abcdef", List.of("abcdxy", "abcdex", "abcdey")))
        .contains("abcdex");
  }
}
