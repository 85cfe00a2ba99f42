package dev.nudge.conformance.verdict;

import dev.nudge.conformance.FlinkCepPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** docs/flink-cep.md shows the examples as they are. */
class FlinkCepPageTest {
  @Test
  void showsTheExamplesOfWhatIsNotCompared() throws IOException {
    FlinkCepPage.assertSection("not compared", ExamplesText.of(Examples.all(), false));
  }

  @Test
  void showsTheExamplesOfWhatIsComparedByARule() throws IOException {
    FlinkCepPage.assertSection("compared by rule", ExamplesText.of(Examples.all(), true));
  }
}
