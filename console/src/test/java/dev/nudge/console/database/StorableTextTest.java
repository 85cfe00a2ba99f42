package dev.nudge.console.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StorableTextTest {
  /** Of letters, the character 0, halves of surrogate pairs, whole pairs and others. */
  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.of("a", "é", "\0", "\ud800", "\udc00", "😀", "\uffff", "'", "\u202e")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 500)
  void whatIsCleanHasNoFaultIsUtf8AndAsLongAsBefore(@ForAll("anyText") String text) {
    String clean = StorableText.clean(text);
    assertThat(StorableText.fault(clean)).isEmpty();
    assertThat(new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(clean);
    assertThat(clean).hasSameSizeAs(text);
    assertThat(StorableText.clean(clean)).isSameAs(clean);
    assertThat(clean.equals(text)).isEqualTo(StorableText.fault(text).isEmpty());
  }

  @Property(tries = 500)
  void whatIsIndexedIsBoundedInBytesAndTellsLongTextsApart(
      @ForAll("anyText") String text, @ForAll @IntRange(min = 24, max = 60) int most) {
    String indexed = IndexedText.of(text, most);
    assertThat(indexed.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(most);
    assertThat(StorableText.fault(indexed)).isEmpty();
    String longer = "x".repeat(most) + StorableText.clean(text);
    assertThat(IndexedText.of(longer + "1", most)).isNotEqualTo(IndexedText.of(longer + "2", most));
  }
}
