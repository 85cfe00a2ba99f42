package dev.nudge.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.event.Event;
import dev.nudge.engine.event.Profile;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.expression.AccessPredicate;
import dev.nudge.engine.expression.AccessPredicate.Owner;
import dev.nudge.engine.expression.AccessPredicate.Part;
import dev.nudge.engine.expression.AccessPredicate.Range;
import dev.nudge.engine.expression.AccessPredicate.Read;
import dev.nudge.engine.expression.AccessPredicate.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What an index finds is what asking each predicate would find. */
final class PredicateIndexTest {
  private static final Read PRICE = new Read(Owner.EVENT, "price");
  private static final Read WORD = new Read(Owner.EVENT, "word");

  @Property(tries = 2000)
  void rangesAreFoundAsBySlowSearch(@ForAll long seed) {
    Random random = new Random(seed);
    List<Range> ranges = new ArrayList<>();
    PredicateIndex.Builder builder = new PredicateIndex.Builder();
    for (int i = random.nextInt(40); i > 0; i--) {
      double least = random.nextInt(8) == 0 ? Double.NEGATIVE_INFINITY : random.nextInt(20);
      double greatest = random.nextInt(8) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(20);
      builder.add(ranges.size(), List.of(new Range(PRICE, least, greatest)));
      ranges.add(new Range(PRICE, least, greatest));
    }
    double value = random.nextInt(42) / 2.0;
    List<Integer> slow = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).least() <= value && value <= ranges.get(i).greatest()) {
        slow.add(i);
      }
    }
    assertThat(find(builder.build(), Map.of("price", value))).isEqualTo(slow);
  }

  @Property(tries = 2000)
  void textsWithinOthersAreFoundAsBySlowSearch(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> words = new ArrayList<>();
    PredicateIndex.Builder builder = new PredicateIndex.Builder();
    for (int i = random.nextInt(40); i > 0; i--) {
      String word = text(random, 1 + random.nextInt(4));
      builder.add(words.size(), List.of(new Part(WORD, word)));
      words.add(word);
    }
    String text = text(random, random.nextInt(12));
    List<Integer> slow = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (text.contains(words.get(i))) {
        slow.add(i);
      }
    }
    assertThat(find(builder.build(), Map.of("word", text))).isEqualTo(slow);
  }

  @Example
  void whatIsMissingOrOfAnotherKindIsLeftToTheCondition() {
    PredicateIndex.Builder builder = new PredicateIndex.Builder();
    builder.add(0, List.of(new Texts(WORD, Set.of("shoe", "boot"))));
    builder.add(1, List.of(new Range(WORD, 1, 2)));
    builder.add(2, List.of(new Part(WORD, "hoe")));
    builder.add(3, List.<AccessPredicate>of());
    PredicateIndex index = builder.build();
    assertThat(find(index, Map.of())).containsExactly(0, 1, 2, 3);
    assertThat(find(index, Map.of("word", 3L))).containsExactly(2, 3);
    assertThat(find(index, Map.of("word", Double.NaN))).containsExactly(1, 2, 3);
    assertThat(find(index, Map.of("word", "boot"))).containsExactly(0, 1, 3);
  }

  @Example
  void theMostTellingIsTaken() {
    PredicateIndex.Builder builder = new PredicateIndex.Builder();
    builder.add(
        0, List.of(new Range(PRICE, 0, Double.POSITIVE_INFINITY), new Texts(WORD, Set.of("shoe"))));
    assertThat(find(builder.build(), Map.of("price", 1L, "word", "boot"))).isEmpty();
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("abc".charAt(random.nextInt(3)));
    }
    return text.toString();
  }

  private static List<Integer> find(PredicateIndex index, Map<String, Object> properties) {
    Found found = new Found();
    Event event = new Event("e", "u", "view", 0, Properties.of(properties));
    index.find(event, Profile.EMPTY, new Register(), found);
    found.settle();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      all.add(found.at(i));
    }
    return all;
  }
}
