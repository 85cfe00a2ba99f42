package dev.nudge.bench.flink;

import dev.nudge.bench.workload.Click;
import dev.nudge.bench.workload.ShopPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.functions.TimedOutPartialMatchHandler;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The patterns of {@link ShopPattern} for Flink CEP, as its users write them. */
final class CepPatterns {
  private static final double DEAR = 200;
  private static final OutputTag<String> ABANDONED = new OutputTag<>("abandoned", Types.STRING);

  private CepPatterns() {}

  /** A text for each match. */
  static DataStream<String> of(DataStream<Click> clicks) {
    SingleOutputStreamOperator<String> carts =
        CEP.pattern(clicks.keyBy(session(), Types.STRING), carts())
            .process(new Carts(), Types.STRING);
    return matches(clicks, session(), crossSell(), m -> from(m) + " to " + category(m, "second"))
        .union(
            carts,
            carts.getSideOutput(ABANDONED),
            matches(clicks, session(), intent(), m -> "Do you look for " + product(m, "first")),
            matches(clicks, user(), price(), m -> "Good prices beside " + product(m, "dear")),
            matches(clicks, user(), churn(), m -> "Not yet found, since " + product(m, "views")));
  }

  private static KeySelector<Click, String> session() {
    return Click::session;
  }

  private static KeySelector<Click, String> user() {
    return Click::user;
  }

  private static String from(Map<String, List<Click>> match) {
    return "From " + category(match, "first");
  }

  private static String category(Map<String, List<Click>> match, String step) {
    return first(match, step).category();
  }

  private static String product(Map<String, List<Click>> match, String step) {
    return first(match, step).product();
  }

  /** A step that takes nothing is not in the match; these take something. */
  private static Click first(Map<String, List<Click>> match, String step) {
    return match.getOrDefault(step, List.of()).get(0);
  }

  /** Says something of a match. */
  private interface Text extends java.io.Serializable {
    String of(Map<String, List<Click>> match);
  }

  private static DataStream<String> matches(
      DataStream<Click> clicks,
      KeySelector<Click, String> key,
      Pattern<Click, ?> pattern,
      Text text) {
    return CEP.pattern(clicks.keyBy(key, Types.STRING), pattern)
        .process(
            new PatternProcessFunction<Click, String>() {
              @Override
              public void processMatch(
                  Map<String, List<Click>> match,
                  PatternProcessFunction.Context context,
                  Collector<String> out) {
                out.collect(text.of(match));
              }
            },
            Types.STRING);
  }

  /** A cart that is bought, and, beside, one that is not. */
  private static final class Carts extends PatternProcessFunction<Click, String>
      implements TimedOutPartialMatchHandler<Click> {
    @Override
    public void processMatch(
        Map<String, List<Click>> match,
        PatternProcessFunction.Context context,
        Collector<String> out) {
      out.collect(
          "Thank you for " + product(match, "purchase") + ", after " + product(match, "cart"));
    }

    @Override
    public void processTimedOutMatch(
        Map<String, List<Click>> match, PatternProcessFunction.Context context) {
      context.output(ABANDONED, "Still yours: " + product(match, "cart"));
    }
  }

  private static AfterMatchSkipStrategy pastLast() {
    return AfterMatchSkipStrategy.skipPastLastEvent();
  }

  private static SimpleCondition<Click> is(String type) {
    return SimpleCondition.of(click -> click.type().equals(type));
  }

  /** What is compared with the event of an earlier step. */
  private interface Compared extends java.io.Serializable {
    boolean holds(Click earlier, Click click);
  }

  private static IterativeCondition<Click> view(String earlier, Compared compared) {
    return new IterativeCondition<>() {
      @Override
      public boolean filter(Click click, IterativeCondition.Context<Click> context)
          throws Exception {
        return click.type().equals("view")
            && compared.holds(context.getEventsForPattern(earlier).iterator().next(), click);
      }
    };
  }

  private static Pattern<Click, ?> crossSell() {
    return Pattern.<Click>begin("first", pastLast())
        .where(is("view"))
        .next("second")
        .where(view("first", (first, click) -> !click.category().equals(first.category())))
        .within(Duration.ofMinutes(5));
  }

  private static Pattern<Click, ?> carts() {
    return Pattern.<Click>begin("cart", pastLast())
        .where(SimpleCondition.of(click -> click.type().equals("cart") && click.price() > DEAR))
        .followedBy("purchase")
        .where(is("purchase"))
        .within(Duration.ofMinutes(10));
  }

  private static Pattern<Click, ?> intent() {
    return Pattern.<Click>begin("first", pastLast())
        .where(is("view"))
        .followedBy("again")
        .where(is("view"))
        .times(3)
        .within(Duration.ofMinutes(15));
  }

  private static Pattern<Click, ?> price() {
    return Pattern.<Click>begin("dear", pastLast())
        .where(is("view"))
        .next("cheaper")
        .where(
            view(
                "dear",
                (dear, click) ->
                    click.product().equals(dear.product()) && click.price() < dear.price()))
        .next("cart")
        .where(is("cart"))
        .within(Duration.ofMinutes(10));
  }

  private static Pattern<Click, ?> churn() {
    return Pattern.<Click>begin("views", pastLast())
        .where(is("view"))
        .timesOrMore(10)
        .notNext("purchase")
        .where(is("purchase"))
        .within(Duration.ofDays(7));
  }
}
