package dev.nudge.importer.ververica;

import java.util.Map;

/** What people write in place of a word of the format, after the methods of Flink's patterns. */
final class Words {
  static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("NEXT", "STRICT"),
          Map.entry("CONSECUTIVE", "STRICT"),
          Map.entry("FOLLOWED_BY", "SKIP_TILL_NEXT"),
          Map.entry("RELAXED", "SKIP_TILL_NEXT"),
          Map.entry("FOLLOWED_BY_ANY", "SKIP_TILL_ANY"),
          Map.entry("ALLOW_COMBINATIONS", "SKIP_TILL_ANY"),
          Map.entry("NOT_FOLLOWED_BY", "NOT_FOLLOW"),
          Map.entry("ONE_OR_MORE", "LOOPING"),
          Map.entry("TIMES_OR_MORE", "LOOPING"),
          Map.entry("ONCE", "SINGLE"),
          Map.entry("NONE", "NO_SKIP"),
          Map.entry("SKIP_PAST_LAST", "SKIP_PAST_LAST_EVENT"),
          Map.entry("NEXT_MATCH", "SKIP_TO_NEXT"),
          Map.entry("WITHIN", "FIRST_AND_LAST"),
          Map.entry("MIN", "MINUTES"),
          Map.entry("SEC", "SECONDS"),
          Map.entry("MS", "MILLISECONDS"),
          Map.entry("AVIATOR_SCRIPT", "AVIATOR"));

  private Words() {}
}
