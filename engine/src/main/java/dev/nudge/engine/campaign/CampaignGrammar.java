package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;

/** Every key of a campaign document, level by level. The schema is held equal to this by a test. */
final class CampaignGrammar {
  static final Keys CAMPAIGN =
      Keys.of(
              "at the top of the document",
              "id",
              "name",
              "status",
              "from",
              "until",
              "published",
              "audience",
              "measures",
              "pattern",
              "when",
              "offer",
              "journal",
              "topic",
              "matched")
          .later(
              "pacing",
              "there is no limit of how often a user is reached; today a measure counts what"
                  + " completes the campaign, n: {aggregate: count, event: ..., over: 7d}, and 'when:"
                  + " n == 1' fires at the first in seven days only")
          .later(
              "priority",
              "campaigns do not compete; today each of them fires, and who sends the offers"
                  + " chooses among the triggers of a user")
          .later(
              "variants",
              "users are not divided yet; today a campaign for each variant, with an 'audience' such"
                  + " as profile.group == 'a'")
          .later(
              "holdout",
              "users are not held out yet; today an 'audience' such as profile.group != 'control'")
          .later(
              "goal",
              "success is not measured yet; today a second campaign, whose pattern is what was hoped"
                  + " for, counts it by its triggers");

  static final Keys JOURNAL = Keys.of("under 'journal'", "entered", "fired");

  static final Keys PATTERN =
      Keys.of("under 'pattern'", "correlate_by", "among", "distinct", "steps", "within", "skip");

  static final Keys STEP =
      Keys.of(
          "in a step",
          "name",
          "event",
          "where",
          "script",
          "contiguity",
          "times",
          "loop",
          "optional",
          "greedy",
          "until",
          "absent",
          "after",
          "within");

  static final Keys GROUP =
      Keys.of("in a group", "name", "contiguity", "times", "loop", "optional", "until", "steps");

  static final Keys SKIP = Keys.of("in 'skip'", "to_first", "to_last");

  static final Keys TIMES = Keys.of("in 'times'", "min", "max");

  static final Keys MEASURE =
      Keys.of(
          "in a measure", "aggregate", "k", "value", "event", "where", "sequence", "by", "over");

  static final Keys SEQUENCE = Keys.of("in 'sequence'", "event", "where");

  static final Keys WINDOW = Keys.of("in 'over'", "from", "to");

  static final Grammar GRAMMAR =
      Grammar.of(CAMPAIGN, JOURNAL, PATTERN, STEP, GROUP, TIMES, SKIP, MEASURE, SEQUENCE, WINDOW);

  private CampaignGrammar() {}
}
