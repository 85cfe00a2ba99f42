package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JournalTest {
  @Test
  void ofAHundredMovesNoneKeepsMoreThanSomeTextWhateverTheTopicHolds() {
    Journal journal = new Journal();
    for (int i = 0; i < 101; i++) {
      Map<String, Object> move = Map.of("user", "u" + i, "text", "x".repeat(300_000));
      journal.add(new JsonMapper().valueToTree(move));
    }

    assertThat(journal.latest())
        .hasSize(100)
        .allMatch(entry -> entry.text().length() == Journal.LONGEST)
        .first()
        .extracting(Journal.Entry::user)
        .isEqualTo("u100");
  }
}
