/** The order in which keys are written where the form adds one. */
export const campaignKeys = [
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
  "policy",
];
export const policyKeys = ["caps", "quiet", "hold_back", "holdout", "unsubscribed"];
export const capKeys = ["group", "at_most", "per"];
export const quietKeys = ["from", "to", "zone", "then"];
export const patternKeys = ["correlate_by", "among", "distinct", "steps", "within", "skip"];
export const stepKeys = [
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
  "within",
];
export const measureKeys = ["aggregate", "k", "event", "where", "sequence", "value", "by", "over"];
