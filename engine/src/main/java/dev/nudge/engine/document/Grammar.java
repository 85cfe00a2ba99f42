package dev.nudge.engine.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All levels of one kind of document, so that a key at the wrong level can be sent to its own. */
public record Grammar(List<Keys> levels) {
  private static final Pattern WORD = Pattern.compile("[\\w-]+");

  /** A grammar of these levels. */
  public static Grammar of(Keys... levels) {
    return new Grammar(List.of(levels));
  }

  /** The known key that a person most likely meant at a level. */
  Optional<String> meant(Keys here, String key) {
    return isKnown(key) ? Optional.empty() : Suggestion.nearest(key, here.known());
  }

  /** What to say of a key that is not known at a level. */
  String unknown(Keys here, String key) {
    Set<String> homes = new LinkedHashSet<>();
    for (Keys level : levels) {
      if (level.known().contains(key)) {
        homes.add(level.place());
      }
    }
    if (!homes.isEmpty()) {
      return "unknown key '" + key + "' here: it belongs " + String.join(" or ", homes);
    }
    String advice = Suggestion.didYouMean(key, here.known());
    if (advice.isEmpty() && !WORD.matcher(key).matches()) {
      return "unknown key '"
          + key
          + "'; if it is part of an expression with a comma, put that in quotes";
    }
    return "unknown key '"
        + key
        + "'"
        + (advice.isEmpty() ? "; known here: " + String.join(", ", here.known()) : advice);
  }

  private boolean isKnown(String key) {
    return levels.stream().anyMatch(level -> level.known().contains(key));
  }
}
