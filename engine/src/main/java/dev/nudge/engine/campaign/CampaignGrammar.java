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
          "matched",
          "pacing",
          "priority",
          "group",
          "holdout",
          "variants",
          "goal",
          "budget",
          "policy");

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

  static final Keys PACING = Keys.of("under 'pacing'", "per_user", "quiet");

  static final Keys CAP = Keys.of("in 'per_user'", "at_most", "per");

  static final Keys QUIET = Keys.of("in 'quiet'", "from", "to", "zone", "then");

  static final Keys HOLDOUT = Keys.of("in 'holdout'", "share", "tag");

  static final Keys VARIANT = Keys.of("in a variant", "name", "weight", "offer");

  static final Keys BUDGET = Keys.of("under 'budget'", "total", "per_day", "cost");

  static final Keys GOAL = Keys.of("under 'goal'", "event", "where", "value", "within");

  static final Keys POLICY =
      Keys.of("under 'policy'", "caps", "quiet", "hold_back", "holdout", "unsubscribed");

  static final Keys POLICY_CAP = Keys.of("in a cap", "group", "at_most", "per");

  static final Grammar GRAMMAR =
      Grammar.of(
          CAMPAIGN,
          JOURNAL,
          PATTERN,
          STEP,
          GROUP,
          TIMES,
          SKIP,
          MEASURE,
          SEQUENCE,
          WINDOW,
          PACING,
          CAP,
          QUIET,
          HOLDOUT,
          VARIANT,
          BUDGET,
          GOAL,
          POLICY,
          POLICY_CAP);

  private CampaignGrammar() {}
}
