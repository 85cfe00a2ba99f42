package dev.nudge.engine.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what other template engines would fill in, in a text that sends it as it stands. A single
 * brace, a dollar or a percent sign is told of only where a name known here stands behind it: all
 * else may be meant. Linear in the length of the text, whose first 10,000 characters are looked at.
 */
public final class Placeholders {
  private static final int LONGEST = 10_000;

  private static final Pattern FORM =
      Pattern.compile(
          "\\{\\{(?<mustache>[^{}]{1,200})\\}\\}"
              + "|\\{%(?<tag>[^{}%]{1,200})%\\}"
              + "|<%[=-]?(?<erb>[^<>%]{1,200})%>"
              + "|#\\{(?<ruby>[^{}]{1,200})\\}"
              + "|\\*\\|(?<merge>[\\w:]{1,100})\\|\\*"
              + "|\\[\\[(?<square>[^\\[\\]]{1,200})\\]\\]"
              + "|(?<![$\\w{])(?:\\{(?<brace>\\w+(?:\\.\\w+)+)\\}"
              + "|\\$(?<dollar>[A-Za-z_]\\w*(?:\\.\\w+)+)"
              + "|%(?<percent>[A-Za-z_]\\w*(?:\\.\\w+)+)%)");

  private static final Pattern PATH = Pattern.compile("(?<root>[A-Za-z_]\\w*)(?:\\.\\w+)+");

  private static final Pattern PRODUCT =
      Pattern.compile(
          "[A-Za-z_]\\w*(?:\\.\\w+)*\\s+\\*\\s+(?:[A-Za-z_]\\w*(?:\\.\\w+)*|\\d+(?:\\.\\d+)?)");

  private static final Pattern DEFAULT =
      Pattern.compile("(?<x>[^|]+?)\\s*\\|\\s*default\\s*[:(]?\\s*(?<y>[^)]*?)\\)?\\s*");

  private static final String SIGNS = "{%[|$*.";

  private Placeholders() {}

  /**
   * What to say of a text.
   *
   * @param text with its expressions blanked out
   * @param names gives the names that expressions know here; asked only where it matters
   */
  public static List<Advice> of(String text, Supplier<Set<String>> names) {
    if (!mayHoldOne(text)) {
      return List.of();
    }
    List<Advice> found = new ArrayList<>();
    expression(text.strip(), names).ifPresent(words -> found.add(new Advice(0, words)));
    Matcher matcher = FORM.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    while (matcher.find()) {
      String form = matcher.group();
      if (matcher.group("tag") != null) {
        found.add(
            new Advice(
                matcher.start(),
                "'" + form + "' is sent as it stands; write ${condition ? 'this' : 'that'}"));
        continue;
      }
      String inner = inner(matcher, names);
      if (!inner.isEmpty()) {
        found.add(
            new Advice(
                matcher.start(), "'" + form + "' is sent as it stands; write ${" + inner + "}"));
      }
    }
    return found;
  }

  /** Whether one of the signs is in it of which every form that is looked for has one. */
  private static boolean mayHoldOne(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (SIGNS.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** A text that is nothing but a name, or a product of names. */
  private static Optional<String> expression(String text, Supplier<Set<String>> names) {
    Matcher path = PATH.matcher(text);
    boolean known = path.matches() && names.get().contains(path.group("root"));
    if (!known && !PRODUCT.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        "'"
            + text
            + "' is sent as it stands; its value is written "
            + (known
                ? "${" + text + "}"
                : "${"
                    + text.replaceAll("(?<![\\w.])(?=[A-Za-z_]\\w*(?![\\w.]))", "event.")
                    + "}"));
  }

  private static String inner(Matcher matcher, Supplier<Set<String>> names) {
    for (String group : List.of("mustache", "erb", "ruby", "square")) {
      if (matcher.group(group) != null) {
        String inner = matcher.group(group).strip();
        Matcher fallback = DEFAULT.matcher(inner);
        return fallback.matches()
            ? fallback.group("x") + " ?? " + fallback.group("y")
            : known(inner, names.get());
      }
    }
    if (matcher.group("merge") != null) {
      return "profile." + matcher.group("merge").toLowerCase(Locale.ROOT);
    }
    for (String group : List.of("brace", "dollar", "percent")) {
      String name = matcher.group(group);
      if (name != null) {
        return names.get().contains(name.substring(0, name.indexOf('.'))) ? name : "";
      }
    }
    return "";
  }

  /** A name of its own is most likely one of the profile. */
  private static String known(String inner, Set<String> names) {
    return inner.matches("\\w+") && !names.contains(inner) ? "profile." + inner : inner;
  }
}
