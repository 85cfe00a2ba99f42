package dev.nudge.engine.advice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what people meant by a form that CEL does not have. Linear in the length of the source. */
public final class Idioms {
  private static final List<Idiom> IDIOMS =
      Stream.of(MarkIdioms.ALL, QueryIdioms.ALL, ValueIdioms.ALL, ProgramIdioms.ALL)
          .flatMap(List::stream)
          .toList();

  private Idioms() {}

  /**
   * What to write where the parser stumbled.
   *
   * @param index of the character at which it did
   * @param inText whether the expression stands in a text, where a default may follow it
   */
  public static Optional<Advice> syntax(String source, int index, boolean inText) {
    return find(
        inText ? Stream.concat(TextIdioms.ALL.stream(), IDIOMS.stream()) : IDIOMS.stream(),
        source,
        index,
        false);
  }

  /** What to write where the types do not fit. */
  public static Optional<Advice> types(String source, int index) {
    return find(IDIOMS.stream(), source, index, true);
  }

  private static Optional<Advice> find(
      Stream<Idiom> idioms, String source, int index, boolean types) {
    String masked = masked(source);
    return idioms
        .filter(idiom -> !types || idiom.reach() == Idiom.Reach.TYPES)
        .flatMap(idiom -> idiom.find(source, masked, index).stream())
        .findFirst();
  }

  /** The source with the contents of its string literals blanked out. */
  static String masked(String source) {
    StringBuilder masked = new StringBuilder(source);
    char quote = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote == 0) {
        quote = c == '\'' || c == '"' ? c : 0;
      } else if (c == quote) {
        quote = 0;
      } else {
        masked.setCharAt(i, '\u00b7');
        if (c == '\\' && i + 1 < source.length()) {
          masked.setCharAt(++i, '\u00b7');
        }
      }
    }
    return masked.toString();
  }
}
