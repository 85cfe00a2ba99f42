package dev.nudge.engine.advice;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form that people bring along.
 *
 * @param form what it looks like; the contents of string literals are blanked out before it is
 *     looked for, and a group {@code at} is the part that is told of
 * @param words what to write in its place
 * @param reach how near to the mistake it must stand
 */
record Idiom(Pattern form, Function<Found, String> words, Reach reach) {
  static final String NAME = "[A-Za-z_]\\w*";
  static final String PATH =
      NAME + "(?:\\." + NAME + "|\\[[^\\[\\]]*\\])*(?:\\([^()]*\\))?(?:\\." + NAME + "\\(\\))?";
  static final String TEXT = "(?:'[^']*'|\"[^\"]*\")";
  static final String NUMBER = "-?\\d+(?:\\.\\d+)?";
  static final String VALUE = "(?:" + TEXT + "|" + NUMBER + "|" + PATH + ")";

  /** How many characters before and behind a mistake are looked at: bounds the cost. */
  private static final int NEAR = 200;

  /** How near to the mistake it must stand. */
  enum Reach {
    /** The parser stumbled inside it. */
    AT,
    /** It is never right, wherever the parser stumbled. */
    ANYWHERE,
    /** It parses, but has the wrong types: the mistake is beside it. */
    TYPES
  }

  /** An idiom inside which the parser stumbles; {@code P}, {@code V}, {@code T} are operands. */
  static Idiom at(String form, Function<Found, String> words) {
    return new Idiom(compiled(form), words, Reach.AT);
  }

  static Idiom anywhere(String form, Function<Found, String> words) {
    return new Idiom(compiled(form), words, Reach.ANYWHERE);
  }

  static Idiom types(String form, Function<Found, String> words) {
    return new Idiom(compiled(form), words, Reach.TYPES);
  }

  /**
   * {@code <P>}, {@code <V>}, {@code <T>} and {@code <N>} stand for paths, values, texts, numbers.
   */
  private static Pattern compiled(String form) {
    return Pattern.compile(
        form.replace("<P>", PATH)
            .replace("<V>", VALUE)
            .replace("<T>", TEXT)
            .replace("<N>", NUMBER));
  }

  /** The advice, where the form stands at an index or as near as it must. */
  Optional<Advice> find(String source, String masked, int index) {
    Matcher matcher =
        form.matcher(masked)
            .region(Math.max(0, index - NEAR), Math.min(masked.length(), index + NEAR))
            .useAnchoringBounds(false)
            .useTransparentBounds(true);
    while (matcher.find()) {
      int slack = reach == Reach.TYPES ? 4 : 0;
      if (reach == Reach.ANYWHERE
          || (matcher.start() - slack <= index && index <= matcher.end() + slack)) {
        Found found = new Found(matcher, source);
        return Optional.of(new Advice(found.at(), words.apply(found)));
      }
    }
    return Optional.empty();
  }

  /** A place where the form stands. */
  record Found(Matcher matcher, String source) {
    /** The text of a group, empty where it took no part. */
    String get(String group) {
      int start = matcher.start(group);
      return start < 0 ? "" : source.substring(start, matcher.end(group)).strip();
    }

    boolean has(String group) {
      return matcher.start(group) >= 0;
    }

    /** The whole of it. */
    String whole() {
      return source.substring(matcher.start(), matcher.end()).strip();
    }

    int at() {
      int at = names("at") && matcher.start("at") >= 0 ? matcher.start("at") : matcher.start();
      while (Character.isWhitespace(source.charAt(at)) && at < matcher.end() - 1) {
        at++;
      }
      return at;
    }

    /** {@code there is no 'like' in CEL; write ...}. */
    String instead(String better) {
      return "there is no '" + (names("at") ? get("at") : whole()) + "' in CEL; write " + better;
    }

    private boolean names(String group) {
      return matcher.pattern().pattern().contains("(?<" + group + ">");
    }
  }
}
