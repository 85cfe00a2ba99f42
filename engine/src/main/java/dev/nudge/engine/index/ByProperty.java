package dev.nudge.engine.index;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Properties;
import dev.nudge.engine.event.Register;
import dev.nudge.engine.expression.AccessPredicate;
import java.util.HashMap;
import java.util.Map;

/** The access predicates over one property. */
final class ByProperty {
  private final String name;
  private final TextTable texts;
  private final int[] ofTexts;
  private final Ranges ranges;
  private final int[] ofRanges;
  private final Words words;
  private final int[] ofWords;

  private ByProperty(Builder builder) {
    name = builder.name;
    texts = new TextTable(builder.texts);
    ofTexts = builder.ofTexts.toArray();
    ranges = builder.ranges.build();
    ofRanges = builder.ofRanges.toArray();
    words = builder.words.build();
    ofWords = builder.ofWords.toArray();
  }

  /** Adds the numbers of the predicates that hold. */
  void find(Properties properties, Register register, Found into) {
    int slot = properties.shape().slot(name);
    if (slot < 0) {
      into.addAll(ofTexts);
      into.addAll(ofRanges);
      into.addAll(ofWords);
      return;
    }
    Kind kind = properties.load(slot, register);
    if (kind == Kind.STRING && register.ref instanceof String text) {
      texts.find(text, into);
      words.find(text, into);
      into.addAll(ofRanges);
      return;
    }
    into.addAll(ofWords);
    double number = kind.isNumber() ? kind.toDouble(register.word) : Double.NaN;
    if (Double.isNaN(number)) {
      into.addAll(ofRanges);
    } else {
      ranges.find(number, into);
    }
  }

  /** Collects predicates. */
  static final class Builder {
    private final String name;
    private final Map<Integer, NumberList> texts = new HashMap<>();
    private final NumberList ofTexts = new NumberList();
    private final Ranges.Builder ranges = new Ranges.Builder();
    private final NumberList ofRanges = new NumberList();
    private final Words.Builder words = new Words.Builder();
    private final NumberList ofWords = new NumberList();

    Builder(String name) {
      this.name = name;
    }

    void add(AccessPredicate.OfProperty predicate, int number) {
      if (predicate instanceof AccessPredicate.Texts of) {
        of.texts()
            .forEach(
                text -> texts.computeIfAbsent(text.hashCode(), t -> new NumberList()).add(number));
        ofTexts.add(number);
      } else if (predicate instanceof AccessPredicate.Range range) {
        ranges.add(range, number);
        ofRanges.add(number);
      } else if (predicate instanceof AccessPredicate.Part part) {
        words.add(part.text(), number);
        ofWords.add(number);
      }
    }

    ByProperty build() {
      return new ByProperty(this);
    }
  }
}
