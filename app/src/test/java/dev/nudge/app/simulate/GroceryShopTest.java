package dev.nudge.app.simulate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.app.simulate.GroceryAct.Purchase;
import dev.nudge.app.simulate.GroceryAct.Touch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroceryShopTest {
  private static final Instant OPENS = Instant.parse("2026-11-20T10:00:00Z");

  private static List<GroceryAct> open(GroceryShop shop, int acts) {
    return Stream.generate(shop::next).limit(acts).toList();
  }

  @Test
  void theSameSeedAndOpeningGiveTheSameActs() {
    Function<Long, List<Object>> all =
        seed -> {
          GroceryShop shop = new GroceryShop(seed, OPENS);
          return List.of(shop.customers(), shop.history(), open(shop, 500));
        };
    assertThat(all.apply(1L)).isEqualTo(all.apply(1L)).isNotEqualTo(all.apply(2L));
  }

  @Test
  void theHistoryIsInOrderEndsAtTheOpeningAndIsNoOlderThanWhatKafkaKeeps() {
    List<GroceryAct> history = new GroceryShop(1, OPENS).history();
    assertThat(history)
        .extracting(GroceryAct::time)
        .isSorted()
        .allSatisfy(
            time ->
                assertThat(Duration.between(Instant.ofEpochMilli(time), OPENS))
                    .isBetween(Duration.ofMillis(1), Duration.ofDays(29)));
    assertThat(history).hasSizeBetween(3_000, 12_000);
  }

  @Test
  void everyCustomerHasBoughtAndHasAnotherName() {
    GroceryShop shop = new GroceryShop(1, OPENS);
    Set<String> bought =
        shop.history().stream()
            .filter(Purchase.class::isInstance)
            .map(GroceryAct::user)
            .collect(toSet());
    assertThat(shop.customers()).extracting(GroceryCustomer::user).hasSameElementsAs(bought);
    assertThat(shop.customers()).extracting(GroceryCustomer::name).doesNotHaveDuplicates();
  }

  @Test
  void nothingIsBoughtThatIsNotInTheBasketAndItCostsWhatItsItemsCost() {
    GroceryShop shop = new GroceryShop(1, OPENS);
    List<GroceryAct> acts = open(shop, 3_000);
    Map<String, Set<String>> added =
        acts.stream()
            .filter(act -> act instanceof Touch touch && touch.activity().equals("add"))
            .map(Touch.class::cast)
            .collect(groupingBy(Touch::user, mapping(Touch::product, toSet())));
    List<Purchase> purchases =
        acts.stream().filter(Purchase.class::isInstance).map(Purchase.class::cast).toList();
    assertThat(purchases).hasSizeGreaterThan(50);
    for (Purchase purchase : purchases) {
      assertThat(added.get(purchase.user())).containsAll(purchase.items());
      assertThat(purchase.total())
          .isEqualByComparingTo(
              shop.groceries().stream()
                  .filter(grocery -> purchase.items().contains(grocery.id()))
                  .map(Grocery::price)
                  .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
    assertThat(purchases).extracting(Purchase::id).doesNotHaveDuplicates();
  }

  @Test
  void itIsAModestShop() {
    List<GroceryAct> acts = open(new GroceryShop(1, OPENS), 5_000);
    assertThat(acts).extracting(GroceryAct::time).isSorted();
    double seconds = (acts.get(acts.size() - 1).time() - OPENS.toEpochMilli()) / 1000.0;
    assertThat(acts.size() / seconds).isBetween(0.4, 2.0);
  }
}
