package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Properties;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private final Vocabulary vocabulary = new Vocabulary();

  @Test
  void frequentValuesStayAmongManyRareOnes() {
    for (long i = 0; i < 5_000; i++) {
      vocabulary.event(
          i % 10 == 0 ? "web" : "shop",
          "view",
          Properties.of(Map.of("product_id", "p" + i, "category", "c" + i % 3)));
      vocabulary.event(
          "shop",
          "view",
          Properties.of(Map.of("product_id", i % 2 == 0 ? "bestseller" : "p-" + i, "price", 1.5)));
    }
    vocabulary.event("orders", "cart", Properties.of(Map.of("tags", List.of("new", "sale"))));
    vocabulary.profile(Properties.of(Map.of("tier", "gold")));
    Vocabulary.Words words = vocabulary.words();
    assertThat(words.types())
        .extracting(Vocabulary.TypeWords::name, Vocabulary.TypeWords::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("view", 10_000L),
            org.assertj.core.groups.Tuple.tuple("cart", 1L));
    assertThat(words.types())
        .extracting(Vocabulary.TypeWords::sources)
        .containsExactly(List.of("shop", "web"), List.of("orders"));
    List<Vocabulary.PropertyWords> view = words.types().get(0).properties();
    assertThat(view)
        .extracting(Vocabulary.PropertyWords::name)
        .containsExactly("category", "price", "product_id");
    assertThat(view)
        .extracting(Vocabulary.PropertyWords::kind)
        .containsExactly("string", "double", "string");
    assertThat(view.get(0).samples()).containsExactlyInAnyOrder("c0", "c1", "c2");
    assertThat(view.get(2).samples()).first().isEqualTo("bestseller");
    assertThat(words.types().get(1).properties().get(0).samples()).containsExactly("new", "sale");
    assertThat(words.profile().get(0).samples()).containsExactly("gold");
  }

  @Test
  void longNamesAndValuesHaveAnEndInBytesToo() {
    String name = "n".repeat(1_000);
    String value = "v".repeat(70);
    for (int i = 0; i < 200_000; i++) {
      vocabulary.event("shop", "t" + i % 500, Properties.of(Map.of(name + i % 15_000, value + i)));
    }

    long letters =
        vocabulary.words().types().stream()
            .flatMap(type -> type.properties().stream())
            .mapToLong(property -> property.name().length())
            .sum();
    assertThat(letters).isBetween(Vocabulary.BYTES / 4L, Vocabulary.BYTES / 2L);
  }
}
