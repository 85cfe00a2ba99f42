package dev.nudge.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentFunctionTest {
  private static final Scope CUSTOMER =
      Scope.ofCustomer(
          Map.of(
              "orders", Scope.Type.INT,
              "spend", Scope.Type.DOUBLE,
              "seen", Scope.Type.TIMESTAMP,
              "likes", Scope.Type.TEXTS));

  private final List<Problem> problems = new ArrayList<>();

  private Optional<Compiled> compile(String source) {
    return new Expressions()
        .compile("this", Text.of("x", source), CUSTOMER, Scope.Type.BOOL, problems);
  }

  private boolean holds(String source, Map<String, Object> profile, Map<String, Object> facts) {
    Frame frame = new Frame();
    frame.profile = new Profile(Properties.of(profile));
    frame.facts = Properties.of(facts);
    frame.now = Instant.parse("2026-11-02T00:00:00Z").toEpochMilli();
    Kind kind =
        compile(source)
            .orElseThrow(() -> new AssertionError(problems))
            .expression()
            .evaluate(frame);
    return kind == Kind.BOOL && frame.word == 1;
  }

  private String problem(String source) {
    assertThat(compile(source)).isEmpty();
    return problems.get(0).at().column() + ": " + problems.get(0).text();
  }

  @Test
  void aSegmentIsOneOfTheListInTheProfile() {
    Map<String, Object> of = Map.of("segments", List.of("regulars", "vip"));
    assertThat(holds("segment('vip')", of, Map.of())).isTrue();
    assertThat(holds("segment('new')", of, Map.of())).isFalse();
    assertThat(holds("!segment('vip')", Map.of(), Map.of())).isTrue();
    assertThat(holds("!segment('vip')", Map.of("segments", "vip"), Map.of())).isFalse();
    assertThat(compile("segment('vip') && segment('new')"))
        .get()
        .satisfies(
            compiled -> {
              assertThat(compiled.names().segments()).containsExactlyInAnyOrder("vip", "new");
              assertThat(compiled.names().profile()).isTrue();
            });
  }

  @Test
  void itsNameStandsInQuotes() {
    assertThat(problem("segment(profile.tier)"))
        .isEqualTo("8: segment() takes the name of a segment in quotes: segment('regulars')");
  }

  @Test
  void factsHaveTypesAndMayBeMissing() {
    Map<String, Object> facts =
        Map.of(
            "orders", 3L,
            "seen", Instant.parse("2026-11-01T00:00:00Z"),
            "likes", List.of("dairy"));
    assertThat(holds("customer.orders >= 3 && 'dairy' in customer.likes", Map.of(), facts))
        .isTrue();
    assertThat(holds("now - customer.seen >= duration('24h')", Map.of(), facts)).isTrue();
    assertThat(holds("!has(customer.spend)", Map.of(), facts)).isTrue();
    assertThat(holds("customer.?spend.orValue(0.0) < 1.0", Map.of(), facts)).isTrue();
    assertThat(holds("customer.spend < 1.0", Map.of(), facts)).isFalse();
  }

  @Test
  void whatIsNoFactIsToldAtItsPlace() {
    assertThat(problem("customer.ordres > 1"))
        .isEqualTo("9: nothing is known as 'customer.ordres'; did you mean 'customer.orders'?");
  }

  @Test
  void aFactOfAnotherTypeIsTold() {
    assertThat(problem("customer.orders > '1'")).startsWith("17: ");
  }

  @Test
  void withoutFactsThereIsNoCustomer() {
    assertThat(
            new Expressions()
                .compile(
                    Text.of("x", "customer.orders > 1"), Scope.EVENT, Scope.Type.BOOL, problems))
        .isEmpty();
    assertThat(problems.get(0).text()).startsWith("unknown name 'customer'");
  }
}
