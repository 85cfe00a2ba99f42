package dev.nudge.engine.document;

import java.util.ArrayList;
import java.util.List;

/** All levels of one kind of document, so that a key at the wrong level can be sent to its own. */
public record Grammar(List<Keys> levels) {
  /** A grammar of these levels. */
  public static Grammar of(Keys... levels) {
    return new Grammar(List.of(levels));
  }

  /** What to say of a key that is not known at a level. */
  String unknown(Keys here, String key) {
    if (here.later().contains(key)) {
      return "'" + key + "' is not supported yet";
    }
    List<String> homes = new ArrayList<>();
    for (Keys level : levels) {
      if (level.known().contains(key) && !homes.contains(level.place())) {
        homes.add(level.place());
      }
    }
    if (!homes.isEmpty()) {
      return "unknown key '" + key + "' here: '" + key + "' belongs " + String.join(" or ", homes);
    }
    List<String> candidates = new ArrayList<>(here.known());
    candidates.addAll(here.later());
    String advice = Suggestion.didYouMean(key, candidates);
    return "unknown key '"
        + key
        + "'"
        + (advice.isEmpty() ? "; known here: " + String.join(", ", here.known()) : advice);
  }
}
