package dev.nudge.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.Parsed;
import dev.nudge.engine.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A mapping can be used, or has mistakes that stand somewhere. */
final class MappingFuzzTest {
  private static final byte[] LINE =
      Seeds.bytes(
          "{\"user\":\"u\",\"id\":\"e\",\"type\":\"t\",\"action\":1,\"time\":\"2026-11-20T10:00:00Z\","
              + "\"at\":1795168800000,\"data\":{\"amount\":2.5,\"list\":[1,2]}}");

  static Stream<byte[]> seeds() {
    return Seeds.files("/mapping.yaml", "rees46.yaml").map(Seeds::bytes);
  }

  @MethodSource("seeds")
  @FuzzTest
  void aMappingCanBeUsedOrSaysWhyNot(byte[] text) {
    List<Problem> problems = new ArrayList<>();
    Optional<Mapping> mapping = Mapping.read("m.yaml", new String(text, UTF_8), problems);
    Laws.saysWhere(problems);
    assertThat(mapping.isEmpty())
        .isEqualTo(problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR));
    mapping.ifPresent(MappingFuzzTest::use);
  }

  private static void use(Mapping mapping) {
    Parsed<Event> event = mapping.events().json().read(LINE, 0, LINE.length, 5);
    if (event instanceof Parsed.Accepted<Event> accepted) {
      Laws.holdsThroughJson(accepted.value());
    }
    mapping.profiles().json().read(LINE, 0, LINE.length);
    mapping.catalog().ifPresent(catalog -> catalog.json().read(LINE, 0, LINE.length));
    mapping.events().csv(List.of("user", "type", "time", "", "id"));
  }
}
