package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.console.label.Labels;
import dev.nudge.console.live.Vocabulary.SeenValue;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.mapping.Mapping;
import java.util.ArrayList;
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
    Vocabulary.Words words = vocabulary.words(Labels.Dictionary.empty());
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
        .extracting(Vocabulary.PropertyWords::kinds)
        .containsExactly(List.of("string"), List.of("double"), List.of("string"));
    assertThat(view.get(0).values())
        .containsExactlyInAnyOrder(
            new SeenValue("c0", 1_667), new SeenValue("c1", 1_667), new SeenValue("c2", 1_666));
    assertThat(view.get(0).allValues()).isTrue();
    assertThat(view.get(2).values()).first().extracting(SeenValue::value).isEqualTo("bestseller");
    assertThat(view.get(2).allValues()).isFalse();
    assertThat(words.types().get(1).properties().get(0).values())
        .extracting(SeenValue::value)
        .containsExactly("new", "sale");
    assertThat(words.profile().get(0).values()).containsExactly(new SeenValue("gold", 1));
  }

  @Test
  void whatASourceDeclaresIsThereBeforeItIsSeen() {
    String mapping =
        """
        user: u
        type: {from: action, values: {add: cart, buy: purchase}}
        properties: {price: {from: p, type: double}, tags: {from: t, split: ","}, page: page}
        constants: {shop: berlin}
        profiles: {user: u, properties: {tier: {from: t, type: string}}}
        """;
    Mapping read = Mapping.read("m.yaml", mapping, new ArrayList<>()).orElseThrow();
    vocabulary.declare("shop", read.declaredEvents());
    vocabulary.declareProfile(read.declaredProfiles());
    vocabulary.event("shop", "cart", Properties.of(Map.of("page", "/a")));
    vocabulary.event("shop", "other", Properties.of(Map.of("page", 1L)));

    Vocabulary.Words words = vocabulary.words(Labels.Dictionary.empty());

    assertThat(words.types())
        .extracting(type -> type.name() + " " + type.count() + " " + type.sources())
        .containsExactly("cart 1 [shop]", "other 1 [shop]", "purchase 0 [shop]");
    assertThat(words.types().get(2).properties())
        .extracting(one -> one.name() + " " + one.kinds() + " " + one.values())
        .containsExactly(
            "page [] []",
            "price [double] []",
            "shop [] [SeenValue[value=berlin, count=0]]",
            "tags [list] []");
    assertThat(words.types().get(0).properties())
        .extracting(one -> one.name() + " " + one.kinds())
        .contains("page [string]", "price [double]");
    assertThat(words.profile())
        .extracting(one -> one.name() + " " + one.kinds())
        .containsExactly("tier [string]");
  }

  @Test
  void longNamesAndValuesHaveAnEndInBytesToo() {
    String name = "n".repeat(1_000);
    String value = "v".repeat(70);
    for (int i = 0; i < 200_000; i++) {
      vocabulary.event("shop", "t" + i % 500, Properties.of(Map.of(name + i % 15_000, value + i)));
    }

    long letters =
        vocabulary.words(Labels.Dictionary.empty()).types().stream()
            .flatMap(type -> type.properties().stream())
            .mapToLong(property -> property.name().length())
            .sum();
    assertThat(letters).isBetween(Vocabulary.BYTES / 4L, Vocabulary.BYTES / 2L);
  }
}
